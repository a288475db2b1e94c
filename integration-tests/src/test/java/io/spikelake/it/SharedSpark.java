package io.spikelake.it;

import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.session.SparkSessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;

/** One session for all tests of this JVM; commands run in it find it open and leave it open. */
final class SharedSpark {

  /** A few rows at a time are not worth compiling queries for, nor planning them twice. */
  static final Map<String, String> FOR_A_FEW_ROWS =
      Map.of(
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.codegen.factoryMode", "NO_CODEGEN",
          "spark.sql.adaptive.enabled", "false",
          "spark.sql.ui.explainMode", "simple");

  private SharedSpark() {}

  static SparkSession session() {
    System.setProperty("spark.master", "local[2]");
    FOR_A_FEW_ROWS.forEach(System::setProperty);
    System.setProperty("spark.hadoop.fs.crash.impl", CrashingFileSystem.class.getName());
    System.setProperty("spark.delta.logStore.crash.impl", "io.delta.storage.LocalLogStore");
    return SparkSessions.open("spikelake-it");
  }

  static Lake lake(Path folder) {
    return new Lake(session(), folder.toString());
  }

  /** Deletes a folder, and what Delta has cached of a table in it. */
  static void deleteFolder(Path folder) {
    DeltaLog.clearCache();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(SharedSpark::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
