package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.digest.LakeDigest;
import io.spikelake.jobs.io.Lake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Executors of a run are killed with signal 9 at random moments: their tasks are done again
 * elsewhere, and the lake is that of an undisturbed run.
 */
class KilledExecutorsIT {

  private static final long SEED = 5;

  /** How many to kill; more with {@code -Dspikelake.executorKills=N}. */
  private static final int KILLS = Integer.getInteger("spikelake.executorKills", 1);

  /** Longest pause before the next kill. */
  private static final int MAX_PAUSE_MS = 8_000;

  @TempDir static Path folder;

  private final Random random = new Random(SEED);

  @Test
  void theLakeIsThatOfAnUndisturbedRun() throws Exception {
    Path recordings = folder.resolve("recordings");
    DemoRecordings.write(recordings);
    Lake undisturbed = SharedSpark.lake(folder.resolve("undisturbed"));
    Lake killed = SharedSpark.lake(folder.resolve("killed"));
    for (Lake lake : List.of(undisturbed, killed)) {
      succeed(
          "ingest",
          "--input",
          recordings.toString(),
          "--dataset",
          "spike-reds",
          "--lake",
          lake.root());
    }
    succeed(arguments(undisturbed));
    int kills = 0;
    int runs = 0;
    // A run may end before the last kill; then the next one makes everything anew.
    while (kills < KILLS) {
      assertThat(runs).as("runs for %d kills", KILLS).isLessThanOrEqualTo(2 * KILLS);
      String mode = runs == 0 ? "incremental" : "overwrite";
      kills += runAndKill("run-" + runs, KILLS - kills, arguments(killed, "--mode", mode));
      runs++;
    }
    DeltaLog.clearCache();
    assertThat(LakeDigest.of(killed)).isEqualTo(LakeDigest.of(undisturbed));
    assertThat(undisturbed.frames().count()).isGreaterThan(9);
    assertThat(killed.frames().count())
        .as("nothing is doubled")
        .isEqualTo(undisturbed.frames().count());
  }

  private static void succeed(String... arguments) {
    CommandLineRun run = CommandLineRun.of(arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  private static String[] arguments(Lake lake, String... more) {
    return Stream.concat(
            Stream.of(
                "reconstruct",
                "--lake",
                lake.root(),
                "--methods",
                "tfp",
                "--metrics",
                "piqe",
                "--first",
                "60",
                "--stride",
                "60"),
            Stream.of(more))
        .toArray(String[]::new);
  }

  /** Returns how many executors were killed while the command ran, which must succeed. */
  private int runAndKill(String name, int most, String... arguments) throws Exception {
    Process process = start(name, arguments);
    try {
      await(name, process);
      int kills = 0;
      while (kills < most) {
        int pause = random.nextInt(MAX_PAUSE_MS);
        if (process.waitFor(pause, TimeUnit.MILLISECONDS)) {
          break;
        }
        kills += kill(process, pause);
      }
      assertThat(process.waitFor(4, TimeUnit.MINUTES)).as(() -> log(name)).isTrue();
      assertThat(process.exitValue()).as(() -> log(name)).isZero();
      if (kills > 0) {
        assertThat(log(name)).as("what Spark saw").contains("Lost executor");
      }
      return kills;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
  }

  private int kill(Process process, int pause) {
    List<ProcessHandle> executors = executors(process);
    if (executors.isEmpty()) {
      return 0;
    }
    ProcessHandle executor = executors.get(random.nextInt(executors.size()));
    System.out.printf(
        "seed %d: after %d ms kill %d of %d%n", SEED, pause, executor.pid(), executors.size());
    return executor.destroyForcibly() ? 1 : 0;
  }

  private static List<ProcessHandle> executors(Process process) {
    return process
        .descendants()
        .filter(child -> child.info().command().orElse("").endsWith("java"))
        .sorted()
        .toList();
  }

  private static Process start(String name, String... arguments) throws IOException {
    Path home = Files.createDirectories(folder.resolve("spark-home/jars")).getParent();
    String[] all =
        Stream.concat(Stream.of(folder.toString()), Stream.of(arguments)).toArray(String[]::new);
    ProcessBuilder builder = JavaProcess.builder(ClusterRun.class, all);
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.12");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    return builder
        .redirectOutput(folder.resolve(name + ".out").toFile())
        .redirectError(folder.resolve(name + ".err").toFile())
        .start();
  }

  private static void await(String name, Process process) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (!log(name).matches("(?s).*Run \\d+ of reconstruct on .*")
        || executors(process).size() < ClusterRun.EXECUTORS) {
      assertThat(process.isAlive() && System.nanoTime() < end).as(() -> log(name)).isTrue();
      Thread.sleep(50);
    }
  }

  private static String log(String name) {
    try {
      return Files.readString(folder.resolve(name + ".err"))
          + Files.readString(folder.resolve(name + ".out"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
