package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.cli.SpikeLake;
import io.spikelake.jobs.digest.LakeDigest;
import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.RunsTable;
import java.nio.file.Path;
import java.util.Random;
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
    CommandLineRun.succeed(arguments(recordings, undisturbed));
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
    CommandLineRun.succeed(arguments(recordings, killed));
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
    try (JavaProcess process = start("asked", arguments(recordings, lake))) {
      process.terminate();
      assertThat(process.exitCode()).as(process::log).isEqualTo(75);
      assertThat(process.log()).contains("Asked to end: finishing the wave in hand");
    }
    DeltaLog.clearCache();
    assertThat(lake.read(RunsTable.TABLE).where("status = 'stopped'").count()).isEqualTo(1);
    assertThat(lake.committedFrames().count()).isEqualTo(lake.read(FramesTable.TABLE).count());
    CommandLineRun.succeed(arguments(recordings, lake));
    assertThat(lake.committedFrames().count()).as("frames of an undisturbed run").isEqualTo(30);
  }

  private static String[] arguments(Path recordings, Lake lake) {
    return Commands.run(
        recordings,
        lake,
        "--methods=tfp,tfi",
        "--metrics=piqe",
        "--first=60",
        "--stride=60",
        "--wave-shards=1");
  }

  /** Kills the process that long after its run has begun. Returns whether there was one to kill. */
  private static boolean runAndKill(String name, long delay, String... arguments) throws Exception {
    try (JavaProcess process = start(name, arguments)) {
      if (process.endsWithin(delay)) {
        assertThat(process.exitCode()).as(process::log).isZero();
        return false;
      }
      return true;
    }
  }

  /** Returns when the run has begun. */
  private static JavaProcess start(String name, String... arguments) throws Exception {
    JavaProcess process =
        JavaProcess.Setup.of(folder, name, "-Dspark.master=local[2]")
            .start(SpikeLake.class, arguments);
    process.awaitPrinted("Run \\d+ of run on ");
    return process;
  }
}
