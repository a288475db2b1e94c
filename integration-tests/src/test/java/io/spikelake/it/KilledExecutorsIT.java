package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.digest.LakeDigest;
import io.spikelake.jobs.io.Lake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
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
      CommandLineRun.succeed(Commands.ingest(recordings, lake));
    }
    CommandLineRun.succeed(arguments(undisturbed));
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

  private static String[] arguments(Lake lake, String... more) {
    String[] own = {"--methods=tfp", "--metrics=piqe", "--first=60", "--stride=60"};
    return Commands.of("reconstruct", lake, Commands.join(own, more));
  }

  /** Returns how many executors were killed while the command ran, which must succeed. */
  private int runAndKill(String name, int most, String... arguments) throws Exception {
    try (JavaProcess process = start(name, arguments)) {
      process.awaitPrinted("Run \\d+ of reconstruct on ");
      while (process.children().size() < ClusterRun.EXECUTORS) {
        assertThat(process.endsWithin(50)).as(process::log).isFalse();
      }
      int kills = 0;
      while (kills < most) {
        int pause = random.nextInt(MAX_PAUSE_MS);
        if (process.endsWithin(pause)) {
          break;
        }
        kills += kill(process, pause);
      }
      assertThat(process.exitCode()).as(process::log).isZero();
      if (kills > 0) {
        assertThat(process.log()).as("what Spark saw").contains("Lost executor");
      }
      return kills;
    }
  }

  private int kill(JavaProcess process, int pause) {
    List<ProcessHandle> executors = process.children();
    if (executors.isEmpty()) {
      return 0;
    }
    ProcessHandle executor = executors.get(random.nextInt(executors.size()));
    System.out.printf(
        "seed %d: after %d ms kill %d of %d%n", SEED, pause, executor.pid(), executors.size());
    return executor.destroyForcibly() ? 1 : 0;
  }

  private static JavaProcess start(String name, String... arguments) throws IOException {
    return JavaProcess.Setup.of(folder, name)
        .with(ClusterRun.environment(folder))
        .start(ClusterRun.class, Commands.join(new String[] {folder.toString()}, arguments));
  }
}
