package io.spikelake.it;

import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.session.SparkSessions;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** One session for all tests of this JVM; commands run in it find it open and leave it open. */
final class SharedSpark {

  private SharedSpark() {}

  static SparkSession session() {
    System.setProperty("spark.master", "local[2]");
    return SparkSessions.open("spikelake-it");
  }

  static Lake lake(Path folder) {
    return new Lake(session(), folder.toString());
  }
}
