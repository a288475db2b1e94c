package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.LakeTable;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.schemas.RunsTable;
import io.spikelake.schemas.ScoresTable;
import io.spikelake.schemas.ShardsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;

/** What a night costs goes by what is new. Counts are asserted; times are printed. */
class ScaleIT {

  /** Simulated nights; more with {@code -Dspikelake.nights=N}. */
  private static final int NIGHTS = Integer.getInteger("spikelake.nights", 3);

  private static final int RECORDINGS = 1000;
  private static final int KEY_FRAMES = 100;

  /** Spark jobs of a night without news, whatever the size of the lake. */
  private static final int MOST_JOBS = 60;

  @TempDir Path folder;

  private static CommandLineRun run(Lake lake, Path recordings) {
    return CommandLineRun.succeed(
        Commands.run(recordings, lake, "--methods=tfp", "--metrics=piqe", "--tone=clip"));
  }

  /** With a heap of 2 GiB, of which planning 100,000 samples needs a part. */
  @Test
  void manySamplesArePlannedInLittleMemory() throws Exception {
    Path recordings = folder.resolve("recordings");
    DemoRecordings.write(recordings);
    keepOne(recordings.resolve("input"));
    Lake lake = SharedSpark.lake(folder.resolve("lake"));
    run(lake, recordings);
    String text;
    try (JavaProcess process =
        JavaProcess.Setup.of(folder, "probe", "-Dspark.master=local[2]", "-Xmx2g")
            .start(PlanningProbe.class, lake.root(), "" + RECORDINGS, "" + KEY_FRAMES)) {
      assertThat(process.exitCode()).as(process::log).isZero();
      text = process.out();
    }
    System.out.print(text);
    assertThat(text)
        .contains("samples=0")
        .contains("reconstructor_calls=0", "metric_calls=0", "windows_read=0", "bytes_read=0")
        .contains("scores_computed=0", "scores_derived=0");
    assertThat(Integer.parseInt(text.replaceAll("(?s).*[{ ]jobs=(\\d+).*", "$1")))
        .isLessThanOrEqualTo(MOST_JOBS);
    assertThat(text)
        .containsPattern("STEP reconstruct " + (RECORDINGS * KEY_FRAMES + 1) + " tfi/")
        .doesNotContainPattern("STEP reconstruct \\d+ tfp/");
  }

  private static void keepOne(Path recordings) throws IOException {
    try (Stream<Path> files = Files.list(recordings)) {
      for (Path file : files.sorted().skip(1).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void aNightCommitsAsOftenAsTheOneBefore() throws Exception {
    Path recordings = folder.resolve("recordings");
    DemoRecordings.write(recordings);
    Path input = recordings.resolve("input");
    Path first;
    try (Stream<Path> files = Files.list(input)) {
      first = files.sorted().findFirst().orElseThrow();
    }
    Lake lake = SharedSpark.lake(folder.resolve("nights"));
    run(lake, recordings);
    Map<String, Long> growth = Map.of();
    for (int night = 1; night <= NIGHTS; night++) {
      String name = first.getFileName().toString().replace("part1", "part" + (100 + night));
      Files.copy(first, input.resolve(name));
      Map<String, Long> before = versions(lake);
      assertThat(run(lake, recordings).out())
          .contains("reconstructor_calls 1,", "windows_read 1", "metric_calls 1,", "samples 1,");
      Map<String, Long> after = versions(lake);
      after.replaceAll((table, version) -> version - before.get(table));
      System.out.printf("night %d: commits %s, files %s%n", night, after, files(lake));
      assertThat(after.get("frames")).isEqualTo(1);
      assertThat(after.get("scores")).isEqualTo(1);
      assertThat(after.get("shards")).isEqualTo(1);
      assertThat(after.get("runs")).isEqualTo(2);
      assertThat(after).isEqualTo(night == 1 ? after : growth);
      growth = after;
      for (LakeTable table : List.of(RunsTable.TABLE, ShardsTable.TABLE)) {
        assertThat(snapshot(lake, table).numOfSetTransactions())
            .as("transaction ids of %s", table.name())
            .isEqualTo(1);
      }
    }
    Map<String, Long> before = versions(lake);
    assertThat(run(lake, recordings).out())
        .contains("reconstructor_calls 0,", "metric_calls 0,", "bytes_read 0,");
    Map<String, Long> after = versions(lake);
    for (LakeTable table :
        List.of(FramesTable.TABLE, ScoresTable.TABLE, ShardsTable.TABLE, RecordingsTable.TABLE)) {
      assertThat(after.get(table.name())).as(table.name()).isEqualTo(before.get(table.name()));
    }
  }

  private static Map<String, Long> versions(Lake lake) {
    Map<String, Long> versions = new LinkedHashMap<>();
    for (LakeTable table : LakeTable.all()) {
      if (lake.has(table)) {
        versions.put(table.name(), snapshot(lake, table).version());
      }
    }
    return versions;
  }

  private static Map<String, Long> files(Lake lake) {
    Map<String, Long> files = new LinkedHashMap<>();
    for (LakeTable table : List.of(FramesTable.TABLE, ScoresTable.TABLE, ShardsTable.TABLE)) {
      files.put(table.name(), snapshot(lake, table).numOfFiles());
    }
    return files;
  }

  private static Snapshot snapshot(Lake lake, LakeTable table) {
    return DeltaLog.forTable(SharedSpark.session(), lake.location(table))
        .update(false, Option.empty(), Option.empty());
  }
}
