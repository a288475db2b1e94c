package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.digest.LakeDigest;
import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.ScoresTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A run that dies at any of its changes to the storage, and is started again, leaves the lake of an
 * undisturbed run: nothing lost, nothing doubled.
 */
class CrashIT {

  private static final long SEED = 20261121;

  /** How many places to die at; more with {@code -Dspikelake.crashes=N}. */
  private static final int CRASHES = Integer.getInteger("spikelake.crashes", 2);

  @TempDir static Path folder;

  private static Path recordings;
  private static List<LakeDigest.Part> expected;
  private static long changes;

  @BeforeAll
  static void runUndisturbed() throws Exception {
    recordings = folder.resolve("recordings");
    DemoRecordings.write(recordings);
    Lake lake = lake("undisturbed");
    CrashingFileSystem.repair();
    succeed(lake);
    changes = CrashingFileSystem.changes();
    expected = LakeDigest.of(lake);
    assertThat(expected).extracting(LakeDigest.Part::rows).containsExactly(9L, 9L, 1L);
  }

  @AfterEach
  void repair() {
    CrashingFileSystem.repair();
  }

  private static Lake lake(String name) {
    return new Lake(SharedSpark.session(), CrashingFileSystem.uri(folder.resolve(name)));
  }

  /** Three waves of one shard each. */
  private static CommandLineRun run(Lake lake) {
    DeltaLog.clearCache();
    return CommandLineRun.of(
        Commands.run(
            recordings,
            lake,
            "--methods=tfp",
            "--metrics=piqe",
            "--first=60",
            "--stride=120",
            "--wave-shards=1"));
  }

  private static void succeed(Lake lake) {
    CommandLineRun run = run(lake);
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  static LongStream places() {
    System.out.printf("seed %d, %d of %d changes%n", SEED, CRASHES, changes);
    return CRASHES >= changes
        ? LongStream.range(0, changes)
        : new Random(SEED).longs(0, changes).distinct().limit(CRASHES).sorted();
  }

  @ParameterizedTest
  @MethodSource("places")
  void aRunThatDiedAnywhereIsMadeGoodByTheNext(long place) {
    Lake lake = lake("crashed-at-" + place);
    CrashingFileSystem.crashAfter(place);
    assertThat(run(lake).exitCode()).isEqualTo(1);
    CrashingFileSystem.repair();
    succeed(lake);
    assertThat(LakeDigest.of(lake)).isEqualTo(expected);
    assertThat(lake.committedFrames().count())
        .as("frames that count, doubled ones too")
        .isEqualTo(9);
    assertThat(lake.committedScores().count()).isEqualTo(9);
  }

  /** Otherwise the test above would show nothing. */
  @Test
  void whatACrashLeavesIsThereAndDoesNotCount() {
    Lake lake = lake("half");
    CrashingFileSystem.repair();
    // In the last of three waves, behind which scores, a leaderboard and the end are written.
    long place = 3 * changes / 4;
    do {
      place -= 5;
      lake = lake("half-" + place);
      CrashingFileSystem.crashAfter(place);
      run(lake);
      CrashingFileSystem.repair();
      System.out.printf("died at %d of %d%n", place, changes);
    } while (place > 5
        && lake.read(FramesTable.TABLE).count() == lake.committedFrames().count()
        && lake.read(ScoresTable.TABLE).count() == lake.committedScores().count());
    assertThat(lake.read(FramesTable.TABLE).count() + lake.read(ScoresTable.TABLE).count())
        .isGreaterThan(lake.committedFrames().count() + lake.committedScores().count());
  }
}
