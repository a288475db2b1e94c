package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.digest.LakeDigest;
import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.LeaderboardTable;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.schemas.RunsTable;
import io.spikelake.schemas.ScoresTable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same rows however the work is cut, repeated, or done step by step. */
class RepeatabilityIT {

  @TempDir static Path folder;

  private static Path recordings;
  private static Lake reference;

  @BeforeAll
  static void runOnce() throws Exception {
    recordings = folder.resolve("recordings");
    DemoRecordings.write(recordings);
    reference = SharedSpark.lake(folder.resolve("reference"));
    run(reference, "--partitions", "1");
  }

  private static CommandLineRun run(Lake lake, String... more) {
    String[] samples = {"--first=60", "--stride=90"};
    return CommandLineRun.succeed(Commands.run(recordings, lake, Commands.join(samples, more)));
  }

  private static CommandLineRun ok(String command, Lake lake, String... more) {
    return CommandLineRun.succeed(Commands.of(command, lake, more));
  }

  @Test
  void sevenPartitionsGiveTheRowsOfOne() {
    Lake lake = SharedSpark.lake(folder.resolve("seven"));
    run(lake, "--partitions", "7");
    assertSameRows(lake);
    assertThat(Lakes.texts(lake, LeaderboardTable.TABLE))
        .isEqualTo(Lakes.texts(reference, LeaderboardTable.TABLE));
  }

  @Test
  void aSecondRunMakesNothing() {
    Lake lake = SharedSpark.lake(folder.resolve("twice"));
    run(lake);
    List<String> frames = Lakes.frames(lake);
    List<String> recordingRows = Lakes.texts(lake, RecordingsTable.TABLE);
    run(lake);
    assertThat(Lakes.frames(lake)).isEqualTo(frames);
    assertThat(Lakes.texts(lake, RecordingsTable.TABLE)).isEqualTo(recordingRows);
    assertSameRows(lake);
    assertScoresCanBeRebuilt(lake);
    Row second =
        lake.read(RunsTable.TABLE).where("committed_in = 2 AND status = 'finished'").first();
    assertThat(second.<String, Long>getJavaMap(second.fieldIndex(RunsTable.COUNTS)))
        .containsEntry("samples", 0L)
        .containsEntry("reconstructor_calls", 0L)
        .containsEntry("metric_calls", 0L)
        .containsEntry("windows_read", 0L);
    assertThat(ok("runs", lake, "--format", "csv").out().lines())
        .anyMatch(line -> line.matches("1,run,finished,.*,27,1,.*"))
        .anyMatch(line -> line.matches("2,run,finished,.*,0,,.*"));
    assertThat(ok("status", lake).out())
        .containsPattern("recordings +spike-reds +present +3")
        .containsPattern("frames +tfp/spike-zoo@1:window=41 +ok +9");
    assertThat(ok("digest", lake).out()).isEqualTo(ok("digest", reference).out());
  }

  /** What is overwritten takes the place of what was, and says the same. */
  @Test
  void overwritingMakesEverythingAnewAndChangesNothing() {
    Lake lake = SharedSpark.lake(folder.resolve("overwritten"));
    run(lake);
    CommandLineRun again = run(lake, "--mode", "overwrite", "--methods", "tfp");
    assertThat(again.out()).contains("frames 9,").contains("reconstructor_calls 9");
    assertThat(lake.committedFrames().count()).isEqualTo(27 + 9);
    assertThat(LakeDigest.of(lake).subList(0, 2)).isEqualTo(LakeDigest.of(reference).subList(0, 2));
    assertThat(run(lake, "--mode", "extend").out()).contains("samples 0,");
  }

  @Test
  void aRecordingThatIsGoneLeavesTheLeaderboardUntilItIsBack() throws Exception {
    Path archive = folder.resolve("archive");
    DemoRecordings.write(archive);
    Lake lake = SharedSpark.lake(folder.resolve("gone"));
    String[] run = Commands.run(archive, lake, "--methods=tfp", "--metrics=piqe");
    assertThat(CommandLineRun.succeed(run).out()).contains("spike-reds, 3 samples");
    Path file = archive.resolve("input/fan_part1_key_id151.dat");
    Path away = Files.move(file, folder.resolve("away.dat"));
    CommandLineRun without = CommandLineRun.succeed(run);
    assertThat(without.out()).contains("recordings_absent 1").contains("spike-reds, 2 samples");
    assertThat(lake.frames().count()).as("what was made stays").isEqualTo(3);
    Files.move(away, file);
    CommandLineRun back = CommandLineRun.succeed(run);
    assertThat(back.out()).contains("spike-reds, 3 samples").contains("reconstructor_calls 0");
  }

  /** The table of scores is derived: without it, the frames give it again. */
  private static void assertScoresCanBeRebuilt(Lake lake) {
    SharedSpark.deleteFolder(Path.of(URI.create(lake.location(ScoresTable.TABLE)).getPath()));
    ok("score", lake);
    assertThat(Lakes.scores(lake)).isEqualTo(Lakes.scores(reference));
  }

  @Test
  void theStepsAloneGiveTheRowsOfRun() {
    Lake lake = SharedSpark.lake(folder.resolve("steps"));
    CommandLineRun.succeed(Commands.ingest(recordings, lake));
    ok("reconstruct", lake, "--first", "60", "--stride", "90");
    ok("score", lake);
    assertSameRows(lake);
    CommandLineRun leaderboard = ok("leaderboard", lake);
    assertThat(leaderboard.out()).contains("spike-reds, 9 samples");
    assertThat(Lakes.texts(lake, LeaderboardTable.TABLE))
        .isEqualTo(Lakes.texts(reference, LeaderboardTable.TABLE));
  }

  /** Scores computed later from the stored image, or from a frame made again, are the same bits. */
  @ParameterizedTest
  @ValueSource(strings = {"raw", "none"})
  void scoresAddedLaterAreThoseComputedAlong(String keep) {
    Lake lake = SharedSpark.lake(folder.resolve("later-" + keep));
    run(lake, "--metrics", "none", "--keep", keep);
    assertThat(Lakes.scores(lake)).isEmpty();
    CommandLineRun score = ok("score", lake);
    assertThat(Lakes.scores(lake)).isEqualTo(Lakes.scores(reference));
    assertThat(score.out())
        .contains(keep.equals("raw") ? "reconstructor_calls 0" : "frames_made_again 27");
  }

  private static void assertSameRows(Lake lake) {
    assertThat(Lakes.frames(lake)).hasSize(9 * 3).isEqualTo(Lakes.frames(reference));
    assertThat(Lakes.scores(lake)).isEqualTo(Lakes.scores(reference));
  }
}
