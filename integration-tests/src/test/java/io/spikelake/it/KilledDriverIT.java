package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.cli.SpikeLake;
import io.spikelake.jobs.digest.LakeDigest;
import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.RunsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process of a run is killed with signal 9 at random moments, again and again on one lake,
 * until a run comes through: the lake is that of an undisturbed run.
 */
class KilledDriverIT {

  private static final long SEED = 7;

  /** How often to kill; more with {@code -Dspikelake.kills=N}. */
  private static final int KILLS = Integer.getInteger("spikelake.kills", 1);

  @TempDir static Path folder;

  @Test
  void theLakeIsThatOfAnUndisturbedRun() throws Exception {
    Path recordings = folder.resolve("recordings");
    DemoRecordings.write(recordings);
    Lake undisturbed = SharedSpark.lake(folder.resolve("undisturbed"));
    assertThat(CommandLineRun.of(arguments(recordings, undisturbed)).exitCode()).isZero();
    Lake killed = SharedSpark.lake(folder.resolve("killed"));
    Random random = new Random(SEED);
    long runMillis = 12_000;
    int hits = 0;
    for (int i = 0; i < KILLS; i++) {
      // The first meets the run in any case.
      long delay = random.nextLong(i == 0 ? runMillis / 6 : runMillis);
      boolean hit = runAndKill("run-" + i, delay, arguments(recordings, killed));
      hits += hit ? 1 : 0;
      System.out.printf("seed %d: %s after %d ms%n", SEED, hit ? "killed" : "came through", delay);
    }
    assertThat(hits).as("kills that met a run").isPositive();
    DeltaLog.clearCache();
    assertThat(CommandLineRun.of(arguments(recordings, killed)).exitCode()).isZero();
    assertThat(LakeDigest.of(killed)).isEqualTo(LakeDigest.of(undisturbed));
    assertThat(killed.committedFrames().count())
        .as("nothing is doubled")
        .isEqualTo(undisturbed.committedFrames().count());
    assertThat(killed.read(RunsTable.TABLE).where("status = 'started'").count())
        .isGreaterThan(killed.read(RunsTable.TABLE).where("status = 'finished'").count());
  }

  /** As schedulers end a process. */
  @Test
  void aRunThatIsAskedToEndFinishesItsWaveAndSaysSo() throws Exception {
    Path recordings = folder.resolve("recordings-asked");
    DemoRecordings.write(recordings);
    Lake lake = SharedSpark.lake(folder.resolve("asked"));
    Process process = start("asked", arguments(recordings, lake));
    try {
      awaitRun("asked", process);
      process.destroy();
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(process.exitValue()).as(() -> log("asked")).isEqualTo(75);
    assertThat(log("asked")).contains("Asked to end: finishing the wave in hand");
    DeltaLog.clearCache();
    assertThat(lake.read(RunsTable.TABLE).where("status = 'stopped'").count()).isEqualTo(1);
    assertThat(lake.committedFrames().count()).isEqualTo(lake.read(FramesTable.TABLE).count());
    assertThat(CommandLineRun.of(arguments(recordings, lake)).exitCode()).isZero();
    assertThat(lake.committedFrames().count()).as("frames of an undisturbed run").isEqualTo(30);
  }

  private static String[] arguments(Path recordings, Lake lake) {
    return new String[] {
      "run",
      "--input",
      recordings.toString(),
      "--dataset",
      "spike-reds",
      "--lake",
      lake.root(),
      "--methods",
      "tfp,tfi",
      "--metrics",
      "piqe",
      "--first",
      "60",
      "--stride",
      "60",
      "--wave-shards",
      "1"
    };
  }

  /** Kills the process that long after its run has begun. Returns whether there was one to kill. */
  private static boolean runAndKill(String name, long delay, String... arguments) throws Exception {
    Process process = start(name, arguments);
    try {
      awaitRun(name, process);
      if (process.waitFor(delay, TimeUnit.MILLISECONDS)) {
        assertThat(process.exitValue()).as(() -> log(name)).isZero();
        return false;
      }
      return true;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static Process start(String name, String... arguments) throws IOException {
    ProcessBuilder builder = JavaProcess.builder(SpikeLake.class, arguments);
    builder.command().add(1, "-Dspark.master=local[2]");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    return builder
        .redirectOutput(folder.resolve(name + ".out").toFile())
        .redirectError(folder.resolve(name + ".err").toFile())
        .start();
  }

  private static void awaitRun(String name, Process process) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (!log(name).matches("(?s).*Run \\d+ of run on .*")) {
      assertThat(process.isAlive() && System.nanoTime() < end).as(() -> log(name)).isTrue();
      Thread.sleep(20);
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
