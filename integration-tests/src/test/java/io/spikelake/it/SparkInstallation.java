package io.spikelake.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A Spark as somebody else has it installed: the jars of Spark that Maven brought, and {@code
 * spark-submit}.
 *
 * @param home {@code SPARK_HOME}
 */
record SparkInstallation(Path home) {

  /** Delta, Hadoop's S3A, the SDK of AWS with what it needs: what is not in our one jar. */
  private static final String DELTA_AND_S3 =
      "(delta-|hadoop-aws|analyticsaccelerator|wildfly|http|apache-client|netty-|reactive-streams"
          + "|.*-2\\.35\\.4\\.jar|eventstream).*";

  /** Spark alone. */
  static SparkInstallation plain(Path home) throws IOException {
    return plain(home, Distribution.FOLDER.resolve("jars"));
  }

  /** With the jars of some Spark. */
  static SparkInstallation plain(Path home, Path jars) throws IOException {
    return of(home, jars, jar -> false);
  }

  /** Spark with Delta and S3, as clusters have it. */
  static SparkInstallation withDeltaAndS3(Path home) throws IOException {
    return of(home, Distribution.FOLDER.resolve("jars"), jar -> jar.matches(DELTA_AND_S3));
  }

  private static SparkInstallation of(Path home, Path spark, Predicate<String> more)
      throws IOException {
    Path jars = Files.createDirectories(home.resolve("jars"));
    link(spark, jars, jar -> true);
    link(Distribution.FOLDER.resolve("lib"), jars, more);
    Files.createSymbolicLink(home.resolve("bin"), Distribution.FOLDER.resolve("bin"));
    return new SparkInstallation(home);
  }

  private static void link(Path from, Path to, Predicate<String> wanted) throws IOException {
    try (Stream<Path> jars = Files.list(from)) {
      for (Path jar : jars.filter(file -> wanted.test(file.getFileName().toString())).toList()) {
        Files.createSymbolicLink(to.resolve(jar.getFileName()), jar);
      }
    }
  }

  String submit() {
    return home.resolve("bin/spark-submit").toString();
  }

  Map<String, String> environment() {
    return Map.of("SPARK_HOME", home.toString(), "SPARK_SCALA_VERSION", "2.12");
  }
}
