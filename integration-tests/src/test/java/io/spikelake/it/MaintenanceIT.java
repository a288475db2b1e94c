package io.spikelake.it;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.digest.LakeDigest;
import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.LakeTable;
import io.spikelake.schemas.RunsTable;
import io.spikelake.schemas.ScoresTable;
import io.spikelake.schemas.ShardsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators do between the nights: upkeep, looking back, trying again, asking first. */
class MaintenanceIT {

  private static final String CHECK = "spark.databricks.delta.retentionDurationCheck.enabled";

  @TempDir static Path folder;

  private static Path recordings;

  @BeforeAll
  static void makeArchive() throws Exception {
    recordings = folder.resolve("recordings");
    DemoRecordings.write(recordings);
    SharedSpark.session().conf().set(CHECK, "false");
  }

  @AfterAll
  static void restore() {
    SharedSpark.session().conf().unset(CHECK);
  }

  private static Lake lake(String name) {
    return SharedSpark.lake(folder.resolve(name));
  }

  private static CommandLineRun run(Lake lake, String... more) {
    return CommandLineRun.succeed(
        Commands.run(recordings, lake, Commands.join(new String[] {"--metrics=piqe"}, more)));
  }

  private static CommandLineRun succeed(String command, Lake lake, String... more) {
    return CommandLineRun.succeed(Commands.of(command, lake, more));
  }

  @Test
  void maintenanceTakesAwayWhatDoesNotCountAndNothingElse() throws Exception {
    Lake lake = lake("maintained");
    run(lake, "--methods", "tfp", "--wave-shards", "1");
    String first = succeed("leaderboard", lake).out();
    run(lake, "--methods", "tfp,tfi", "--mode", "overwrite");
    abandon(lake);
    List<LakeDigest.Part> now = LakeDigest.of(lake);
    List<LakeDigest.Part> then = LakeDigest.of(lake.asOf(2));
    assertThat(then).isNotEqualTo(now);

    CommandLineRun kept = succeed("maintain", lake, "--retain-hours", "0");
    assertThat(kept.out()).contains("rows_abandoned 18");
    assertThat(LakeDigest.of(lake)).isEqualTo(now);
    assertThat(LakeDigest.of(lake.asOf(2))).isEqualTo(then);
    assertThat(lake.read(FramesTable.TABLE).count()).isEqualTo(9);
    assertThat(succeed("leaderboard", lake, "--as-of", "2").out()).isEqualTo(first);
    for (LakeTable table : List.of(FramesTable.TABLE, ScoresTable.TABLE, ShardsTable.TABLE)) {
      assertThat(dataFiles(lake, table)).as(table.name()).hasSize(1);
    }

    CommandLineRun purged = succeed("maintain", lake, "--retain-hours", "0", "--purge");
    assertThat(purged.out()).contains("rows_abandoned 0, rows_superseded 6");
    assertThat(LakeDigest.of(lake)).isEqualTo(now);
    assertThat(lake.read(FramesTable.TABLE).count()).isEqualTo(6);

    String tfi = method(lake, "tfi");
    succeed("maintain", lake, "--retain-hours", "0", "--drop-methods", tfi);
    assertThat(lake.frames().select(Columns.METHOD).distinct().collectAsList()).hasSize(1);
    assertThat(lake.scores().count()).isEqualTo(3);
    CommandLineRun unknown =
        CommandLineRun.of("maintain", "--lake", lake.root(), "--drop-methods", tfi);
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("has no frames of method '" + tfi + "'; it has those of [");
  }

  /** Rows as a run leaves them that dies before its wave is complete. */
  private static void abandon(Lake lake) {
    for (LakeTable table : List.of(FramesTable.TABLE, ScoresTable.TABLE)) {
      lake.append(table, lake.read(table).withColumn(Columns.SHARD, lit("abandoned")));
    }
  }

  private static String method(Lake lake, String name) {
    return lake.frames()
        .select(Columns.METHOD)
        .where("method LIKE '" + name + "/%'")
        .first()
        .getString(0);
  }

  private static List<Path> dataFiles(Lake lake, LakeTable table) throws IOException {
    Path location = Path.of(java.net.URI.create(lake.location(table)));
    try (Stream<Path> files = Files.list(location)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
  }

  @Test
  void aRunThatTheLakeDoesNotHaveIsNoPast() {
    Lake lake = lake("maintained-empty");
    CommandLineRun none = CommandLineRun.of("digest", "--lake", lake.root(), "--as-of", "1");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("has no runs yet");
    CommandLineRun.succeed(Commands.ingest(recordings, lake));
    CommandLineRun later = CommandLineRun.of("digest", "--lake", lake.root(), "--as-of", "7");
    assertThat(later.exitCode()).isEqualTo(2);
    assertThat(later.err()).contains("has no run 7; its runs are 1 to 1");
  }

  @Test
  void aDryRunSaysWhatARunThenDoes() {
    Lake lake = lake("dry");
    String before = run(lake, "--methods", "tfp", "--dry-run").out();
    assertThat(before)
        .containsPattern("ingest +3 +recordings_new")
        .containsPattern("read +1[0-9]{6} +bytes of recordings")
        .containsPattern("reconstruct +3 +unknown +tfp/")
        .contains("without 1 methods of which nothing is known");
    assertThat(lake.has(RunsTable.TABLE)).isFalse();
    run(lake, "--methods", "tfp");
    String after = run(lake, "--methods", "tfp,tfi", "--metrics", "niqe", "--dry-run").out();
    assertThat(after)
        .containsPattern("ingest +0 +recordings_new")
        .containsPattern("reconstruct +3 +unknown +tfi/")
        .containsPattern("score +3 +niqe/")
        .doesNotContainPattern("reconstruct .* tfp/");
    String again = run(lake, "--methods", "tfp", "--mode", "overwrite", "--dry-run").out();
    assertThat(again).containsPattern("reconstruct +3 +[0-9.]+ s +tfp/");
    assertThat(lake.read(RunsTable.TABLE).count()).isEqualTo(2);
  }

  @Test
  void whatFailedIsListedAndTriedAgain() throws Exception {
    Lake lake = lake("retried");
    Path own = folder.resolve("damaged");
    DemoRecordings.write(own);
    CommandLineRun.succeed(Commands.ingest(own, lake));
    Path recording = firstRecording(own);
    byte[] whole = Files.readAllBytes(recording);
    Files.write(recording, Arrays.copyOf(whole, 1000));
    assertThat(succeed("reconstruct", lake, "--methods=tfp", "--metrics=piqe").out())
        .contains("frames 2")
        .contains("frames_failed 1");
    String open = quarantine("list", lake).out();
    assertThat(open).contains(recording.getFileName().toString(), "truncated");
    CommandLineRun inVain = CommandLineRun.of("quarantine", "retry", "--lake", lake.root());
    assertThat(inVain.exitCode()).isEqualTo(1);
    Files.write(recording, whole);
    assertThat(quarantine("retry", lake, "--reason=truncated", "--metrics=piqe").out())
        .contains("frames 1,");
    assertThat(lake.frames().where("status = 'ok'").count()).isEqualTo(3);
    assertThat(lake.scores().count()).isEqualTo(3);
    assertThat(quarantine("list", lake).out().lines()).hasSize(1);
    assertThat(quarantine("list", lake, "--all").out()).contains("truncated");
    assertThat(CommandLineRun.of("quarantine").err()).contains("quarantine needs one of");
  }

  private static CommandLineRun quarantine(String verb, Lake lake, String... more) {
    return CommandLineRun.succeed(
        Commands.join(new String[] {"quarantine"}, Commands.of(verb, lake, more)));
  }

  private static Path firstRecording(Path archive) throws IOException {
    try (Stream<Path> files = Files.walk(archive)) {
      return files
          .filter(file -> file.toString().endsWith(".dat"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void runsSayOnWhatTheyRanAndWhereTheTimeWent() {
    Lake lake = lake("timed");
    run(lake, "--methods", "tfp");
    String runs = succeed("runs", lake, "--format", "json").out();
    assertThat(runs)
        .contains("\"host\":\"", "\"seconds_by_stage\":{", "\"bytes_read\":")
        .contains("\"commit\":", "\"decode\":", "\"encode\":", "\"read\":", "\"reconstruct\":");
    assertThat(
            SparkEnv.get()
                .metricsSystem()
                .getSourcesByName("AccumulatorSource")
                .head()
                .metricRegistry()
                .getGauges())
        .containsKeys("spikelake.samples", "spikelake.bytes_read", "spikelake.commit_ns");
  }
}
