package io.spikelake.it;

import io.spikelake.cli.SpikeLake;
import io.spikelake.djl.NetworkCache;
import io.spikelake.jobs.session.SparkSessions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Runs commands on a cluster of two executor processes on this machine, each with two cores and two
 * GPU addresses that a discovery script makes up, and prints what the executors have seen. In a
 * process of its own, because Spark's master and workers want an environment of theirs.
 *
 * <p>Arguments: a working folder, then the arguments of {@code spikelake}.
 */
final class ClusterProbe {

  private static final int EXECUTORS = 2;
  private static final int ADDRESSES = 2;

  private ClusterProbe() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    try (SparkSession session = open(folder)) {
      JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
      while (session.sparkContext().statusTracker().getExecutorInfos().length < 1 + EXECUTORS) {
        Thread.sleep(50);
      }
      int exitCode =
          SpikeLake.run(List.of(arguments).subList(1, arguments.length).toArray(String[]::new));
      System.out.println("EXIT " + exitCode);
      executors(spark)
          .forEach((executor, loads) -> System.out.println("LOADS " + executor + " " + loads));
    }
  }

  private static SparkSession open(Path folder) throws Exception {
    Path script = folder.resolve("gpus.sh");
    Files.writeString(
        script, "#!/bin/sh\necho '{\"name\": \"gpu\", \"addresses\": [\"0\", \"1\"]}'\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, String> conf = new TreeMap<>();
    conf.put("spark.master", "local-cluster[%d,2,1536]".formatted(EXECUTORS));
    conf.put("spark.executor.cores", "2");
    conf.put("spark.executor.memory", "1536m");
    conf.put("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    conf.put("spark.executor.extraJavaOptions", "-Dspikelake.simulated-gpus=" + ADDRESSES);
    conf.put("spark.worker.resource.gpu.amount", Integer.toString(ADDRESSES));
    conf.put("spark.worker.resource.gpu.discoveryScript", script.toString());
    conf.put("spark.executor.resource.gpu.amount", Integer.toString(ADDRESSES));
    conf.put("spark.task.resource.gpu.amount", "1");
    conf.put("spark.task.maxFailures", "1");
    conf.put("spark.deploy.maxExecutorRetries", "2");
    conf.put("spark.scheduler.minRegisteredResourcesRatio", "1");
    conf.put("spark.local.dir", folder.resolve("spark").toString());
    conf.forEach(System::setProperty);
    return SparkSessions.open("spikelake-cluster-probe");
  }

  /** By executor: its process, and the models that it has loaded. */
  private static Map<String, String> executors(JavaSparkContext spark) {
    Map<String, String> seen = new TreeMap<>();
    spark
        .parallelize(IntStream.range(0, 16).boxed().toList(), 16)
        .map(
            i -> {
              Thread.sleep(200);
              return List.of(
                  SparkEnv.get().executorId(),
                  ProcessHandle.current().pid()
                      + " "
                      + NetworkCache.loads()
                      + " "
                      + TaskContext.get().resourcesJMap().get("gpu").addresses().length);
            })
        .collect()
        .forEach(pair -> seen.put(pair.get(0), pair.get(1)));
    return seen;
  }
}
