package io.spikelake.it;

import io.spikelake.cli.SpikeLake;
import io.spikelake.jobs.session.SparkSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/**
 * Runs a command on a cluster of two executor processes on this machine that may be killed: their
 * worker starts others in their place. In a process of its own, because Spark's master and workers
 * want an environment of theirs.
 *
 * <p>Arguments: a working folder, then the arguments of {@code spikelake}.
 */
final class ClusterRun {

  static final int EXECUTORS = 2;

  private ClusterRun() {}

  /**
   * What the launcher of Spark's processes wants to know; the folder stands for an installation.
   */
  static Map<String, String> environment(Path folder) throws IOException {
    Path home = Files.createDirectories(folder.resolve("spark-home/jars")).getParent();
    return Map.of("SPARK_HOME", home.toString(), "SPARK_SCALA_VERSION", "2.12");
  }

  public static void main(String[] arguments) {
    int exitCode;
    try (SparkSession session = open(Path.of(arguments[0]))) {
      exitCode =
          SpikeLake.run(List.of(arguments).subList(1, arguments.length).toArray(String[]::new));
    }
    System.exit(exitCode);
  }

  private static SparkSession open(Path folder) {
    Map<String, String> conf = new TreeMap<>();
    conf.put("spark.master", "local-cluster[%d,1,1024]".formatted(EXECUTORS));
    conf.put("spark.executor.cores", "1");
    conf.put("spark.executor.memory", "1024m");
    conf.put("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    conf.put("spark.scheduler.minRegisteredResourcesRatio", "1");
    // Kills come faster than on any cluster, and one task may meet them all.
    conf.put("spark.task.maxFailures", "16");
    conf.put("spark.local.dir", folder.resolve("spark").toString());
    conf.forEach(System::setProperty);
    return SparkSessions.open("spikelake-cluster-run");
  }
}
