package io.spikelake.it;

import io.spikelake.simulate.DemoArchive;
import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Copies of the recordings of {@code demo}, which are simulated once for all tests of this JVM. */
final class DemoRecordings {

  private static Path simulated;

  private DemoRecordings() {}

  /** Writes {@code input} and {@code gt}, as {@link DemoArchive#write} does. */
  static synchronized void write(Path folder) throws IOException {
    if (simulated == null) {
      Path made =
          SharedFiles.projectRoot()
              .resolve("integration-tests/target/demo-" + ProcessHandle.current().pid());
      DemoArchive.write(made);
      simulated = made;
    }
    try (Stream<Path> files = Files.walk(simulated)) {
      files.forEach(file -> copy(file, folder.resolve(simulated.relativize(file).toString())));
    }
  }

  private static void copy(Path from, Path to) {
    try {
      if (Files.isDirectory(from)) {
        Files.createDirectories(to);
      } else {
        Files.copy(from, to);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
