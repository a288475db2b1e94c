package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.image.GrayImage;
import io.spikelake.image.RawFrame;
import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.LeaderboardTable;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.schemas.RunsTable;
import io.spikelake.schemas.ScoresTable;
import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on the reference recordings. */
class MainJobIT {

  @TempDir static Path folder;

  private static final String TFP = "tfp/spike-zoo@1:window=41";
  private static final String TFI = "tfi/spike-zoo@1:window=41";

  private static Lake lake;
  private static CommandLineRun run;

  @BeforeAll
  static void runOnce() {
    String spikes = SharedFiles.require("spikes").toString();
    lake = SharedSpark.lake(folder.resolve("lake"));
    run =
        CommandLineRun.succeed(
            Commands.run(
                spikes, lake, "--methods=tfp,tfi", "--report=" + folder.resolve("report")));
  }

  @Test
  void framesAreTheGoldensToTheLastBit() throws IOException {
    Lake raw = SharedSpark.lake(folder.resolve("untoned"));
    String spikes = SharedFiles.require("spikes").toString();
    CommandLineRun.succeed(
        Commands.run(
            spikes, raw, "--methods=tfp,tfi", "--tone=none", "--metrics=none", "--keep=raw"));
    Map<String, GrayImage> frames = images(raw);
    assertThat(frames).hasSize(6);
    for (String name : List.of("data", "203_part1", "203_part2")) {
      String path = name.equals("data") ? "data.dat" : name + "_key_id151.dat";
      assertThat(frames.get(path + " " + TFP)).isEqualTo(GoldenArray.load(name + "__tfp_w41"));
      assertThat(frames.get(path + " " + TFI)).isEqualTo(GoldenArray.load(name + "__tfi_zoo_w41"));
    }
  }

  @Test
  void realCameraFramesAreTheGoldensToTheLastBit() throws IOException {
    Lake real = SharedSpark.lake(folder.resolve("real"));
    Path spikes = SharedFiles.require("spikes/uhsr.npz");
    CommandLineRun.succeed(
        Commands.on("run", spikes, "mine", real, "--tone=none", "--metrics=none", "--keep=raw"));
    Map<String, GrayImage> frames = images(real);
    assertThat(frames.get("uhsr.npz " + TFP)).isEqualTo(GoldenArray.load("uhsr__tfp_w41"));
    assertThat(frames.get("uhsr.npz " + TFI)).isEqualTo(GoldenArray.load("uhsr__tfi_zoo_w41"));
    Row recording = real.read(RecordingsTable.TABLE).first();
    assertThat(recording.<Integer>getAs(RecordingsTable.HEIGHT)).isEqualTo(250);
    assertThat(recording.<Long>getAs(RecordingsTable.PLANES)).isEqualTo(200);
  }

  /** Figures of the reference code, frame 150, divided by 0.6. */
  @Test
  void psnrIsThatOfTheReferenceCode() {
    Map<String, Double> psnr = scores("psnr/standard@1");
    assertThat(psnr.get("data.dat " + TFP)).isCloseTo(31.603, within(0.001));
    assertThat(psnr.get("data.dat " + TFI)).isCloseTo(21.780, within(0.001));
    assertThat(psnr.get("203_part1_key_id151.dat " + TFP)).isCloseTo(23.495, within(0.001));
    assertThat(psnr.get("203_part1_key_id151.dat " + TFI)).isCloseTo(24.358, within(0.001));
    assertThat(psnr.get("203_part2_key_id151.dat " + TFP)).isCloseTo(23.496, within(0.001));
    assertThat(psnr.get("203_part2_key_id151.dat " + TFI)).isCloseTo(24.679, within(0.001));
  }

  @Test
  void everySampleHasEveryScoreOnce() {
    Dataset<Row> scores = lake.read(ScoresTable.TABLE);
    assertThat(scores.count()).isEqualTo(3 * 2 * 5);
    assertThat(
            scores
                .select("recording_id", "key_frame", "method", "tone", "metric")
                .distinct()
                .count())
        .isEqualTo(3 * 2 * 5);
    assertThat(scores.where("status <> 'ok'").count()).isZero();
    assertThat(scores.where("metric LIKE 'niqe%' AND blocks <> 8").count()).isZero();
  }

  @Test
  void eachWindowIsReadOnceAndEachMethodCalledOnce() {
    Row finished =
        lake.read(RunsTable.TABLE).where("status = 'finished' AND committed_in = 1").first();
    Map<String, Long> counts = finished.getJavaMap(finished.fieldIndex(RunsTable.COUNTS));
    assertThat(counts)
        .containsEntry("samples", 3L)
        .containsEntry("windows_read", 3L)
        .containsEntry("reconstructor_calls", 6L)
        .containsEntry("metric_calls", 30L)
        .containsEntry("bytes_read", 3L * 41 * 12_500);
  }

  @Test
  void theTableComparesTheMethods() throws IOException {
    assertThat(run.out())
        .contains("spike-reds, 3 samples")
        .contains("NIQE ↓", "BRISQUE ↓", "PIQE ↓", "PSNR ↑", "SSIM ↑")
        .contains("spikelake@2", "opencv@1", "matlab@1")
        .contains(TFP, TFI, "rate=0.6")
        .contains("niqe/spikelake@2: 8 blocks per image");
    assertThat(Files.readString(folder.resolve("report/leaderboard.md")))
        .contains("| `" + TFP + "` | rate=0.6 |")
        .containsPattern("\\*\\*\\d+\\.\\d{4}\\*\\*");
    List<Row> best =
        lake.read(LeaderboardTable.TABLE)
            .where("rank = 1 AND metric = 'psnr/standard@1' AND committed_in = 1")
            .collectAsList();
    assertThat(best).hasSize(1);
    assertThat(best.get(0).<String>getAs(Columns.METHOD)).isEqualTo(TFP);
    assertThat(best.get(0).<Double>getAs(LeaderboardTable.MEAN))
        .isCloseTo((31.603 + 23.495 + 23.496) / 3, within(0.001));
  }

  private static Map<String, GrayImage> images(Lake lake) throws IOException {
    Map<String, GrayImage> images = new HashMap<>();
    Dataset<Row> rows =
        lake.committedFrames()
            .join(lake.read(RecordingsTable.TABLE).select("recording_id", "path"), "recording_id");
    for (Row row : rows.collectAsList()) {
      images.put(
          row.getAs("path") + " " + row.getAs(Columns.METHOD),
          RawFrame.decode(row.getAs(FramesTable.RAW)));
    }
    return images;
  }

  private static Map<String, Double> scores(String metric) {
    Map<String, Double> scores = new HashMap<>();
    lake.read(ScoresTable.TABLE)
        .where("metric = '" + metric + "'")
        .join(lake.read(RecordingsTable.TABLE).select("recording_id", "path"), "recording_id")
        .collectAsList()
        .forEach(
            row ->
                scores.put(
                    row.getAs("path") + " " + row.getAs(Columns.METHOD), row.getAs("score")));
    return scores;
  }
}
