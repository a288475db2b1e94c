package io.spikelake.it;

import io.spikelake.cli.SpikeLake;
import io.spikelake.djl.NetworkCache;
import io.spikelake.jobs.session.SparkSessions;
import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.status.api.v1.ExecutorSummary;
import scala.collection.JavaConverters;

/**
 * Runs a command on clusters of executor processes on this machine, one after the other, each with
 * GPUs that our discovery script reads off a {@code nvidia-smi} that makes them up, and prints what
 * executors and tasks have seen. In a process of its own, because Spark's master and workers want
 * an environment of theirs; in one, because a cluster in a warm process costs half.
 *
 * <p>Arguments: a working folder, then those of {@code spikelake}, where {@code LAYOUT} stands for
 * the name of the {@link GpuLayout}.
 */
final class ClusterProbe {

  static final String LAYOUT = "LAYOUT";

  private static final long PATIENCE_NANOS = 20_000_000_000L;

  /** Tasks of the probe that this executor has begun. */
  private static final AtomicInteger BEGUN = new AtomicInteger();

  private ClusterProbe() {}

  /** What the process wants to know; the GPUs are found by way of the path. */
  static Map<String, String> environment(Path folder) throws IOException {
    Map<String, String> environment = new TreeMap<>(ClusterRun.environment(folder));
    environment.put("PATH", bin(folder) + ":" + System.getenv("PATH"));
    return environment;
  }

  private static Path bin(Path folder) {
    return folder.resolve("bin");
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    List<String> command = List.of(arguments).subList(1, arguments.length);
    for (GpuLayout layout : GpuLayout.values()) {
      nvidiaSmi(bin(folder), layout.gpus());
      try (SparkSession session = open(folder, layout)) {
        probe(session, layout, command);
      } finally {
        SparkSession.clearActiveSession();
        SparkSession.clearDefaultSession();
      }
    }
  }

  private static void nvidiaSmi(Path bin, int gpus) throws IOException {
    StringBuilder script = new StringBuilder("#!/bin/sh\ncase $1 in -L)\n");
    for (int i = 0; i < gpus; i++) {
      script.append("echo 'GPU %d: Made Up (UUID: GPU-%d)'\n".formatted(i, i));
    }
    Files.createDirectories(bin);
    Path file = Files.writeString(bin.resolve("nvidia-smi"), script.append("esac\n"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static SparkSession open(Path folder, GpuLayout layout) {
    Map<String, String> conf = new TreeMap<>(layout.settings());
    Path script = SharedFiles.projectRoot().resolve("k8s/gpu/getGpusResources.sh");
    conf.put("spark.worker.resource.gpu.discoveryScript", script.toString());
    conf.put("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    conf.put("spark.task.maxFailures", "1");
    conf.put("spark.deploy.maxExecutorRetries", "2");
    conf.put("spark.scheduler.minRegisteredResourcesRatio", "1");
    conf.put("spark.local.dir", folder.resolve("spark").toString());
    conf.forEach(System::setProperty);
    return SparkSessions.open("spikelake-cluster-probe");
  }

  private static void probe(SparkSession session, GpuLayout layout, List<String> command)
      throws InterruptedException {
    while (session.sparkContext().statusTracker().getExecutorInfos().length
        < 1 + layout.executors()) {
      Thread.sleep(50);
    }
    for (ExecutorSummary executor :
        JavaConverters.seqAsJavaList(session.sparkContext().statusStore().executorList(true))) {
      ResourceInformation gpus = JavaConverters.mapAsJavaMap(executor.resources()).get("gpu");
      if (gpus != null) {
        print(layout, "EXECUTOR", executor.id(), String.join(",", gpus.addresses()));
      }
    }
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    seen(spark, layout)
        .forEach(seen -> print(layout, "TASK", seen.executor, seen.address, seen.together));
    print(
        layout,
        "EXIT",
        SpikeLake.run(
            command.stream()
                .map(word -> word.replace(LAYOUT, layout.name()))
                .toArray(String[]::new)));
    seen(spark, layout).stream()
        .map(seen -> "%s %d %d".formatted(seen.executor, seen.process, seen.loads))
        .distinct()
        .forEach(seen -> print(layout, "LOADS", seen));
  }

  private static void print(GpuLayout layout, Object... words) {
    System.out.println(
        layout + " " + String.join(" ", List.of(words).stream().map(String::valueOf).toList()));
  }

  /**
   * What a task has seen.
   *
   * @param address GPUs that Spark gave it
   * @param together tasks of its executor that had begun when it ended
   * @param loads networks that its executor has loaded
   */
  private record Seen(String executor, long process, String address, int together, int loads)
      implements Serializable {}

  /** Fills every slot of every executor at once: each task waits until all have begun. */
  private static List<Seen> seen(JavaSparkContext spark, GpuLayout layout) {
    int slots = layout.slots();
    int tasks = slots * layout.executors();
    return spark
        .parallelize(IntStream.range(0, tasks).boxed().toList(), tasks)
        .map(i -> seen(slots))
        .collect();
  }

  private static Seen seen(int slots) throws InterruptedException {
    BEGUN.incrementAndGet();
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (BEGUN.get() % slots != 0 && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    return new Seen(
        SparkEnv.get().executorId(),
        ProcessHandle.current().pid(),
        String.join(",", TaskContext.get().resourcesJMap().get("gpu").addresses()),
        BEGUN.get(),
        NetworkCache.loads());
  }
}
