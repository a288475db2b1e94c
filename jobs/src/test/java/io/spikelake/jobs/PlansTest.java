package io.spikelake.jobs;

import static io.spikelake.jobs.SharedSpark.frame;
import static io.spikelake.jobs.SharedSpark.plan;
import static io.spikelake.jobs.SharedSpark.recording;
import static io.spikelake.jobs.SharedSpark.rows;
import static io.spikelake.jobs.SharedSpark.shard;
import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.djl.Methods;
import io.spikelake.image.GrayImage;
import io.spikelake.image.RawFrame;
import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.plan.FramePlan;
import io.spikelake.jobs.plan.MethodPlan;
import io.spikelake.pack.PackLibrary;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.schemas.ScoresTable;
import io.spikelake.schemas.ShardsTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What planning and scoring read and move, and which frames they pick. */
class PlansTest {

  private static final String MSE = "mse/standard@1";
  private static final String PIQE = "piqe/matlab@1";
  private static final Pattern EXCHANGE = Pattern.compile("^\\s*\\(\\d+\\) \\w*Exchange");
  private static final Pattern READ = Pattern.compile("ReadSchema: (\\S+)");
  private static final List<MethodPlan> METHODS =
      List.of(MethodPlan.of(Methods.of(PackLibrary.empty()), "tfp/spike-zoo@1:window=5", "none"));

  @TempDir Path folder;

  private Lake lake;

  @BeforeEach
  void fill() throws Exception {
    lake = SharedSpark.lake(folder);
    byte[] raw = RawFrame.encode(new GrayImage(2, 1, new float[] {0.25f, 0.5f}));
    lake.append(
        RecordingsTable.TABLE,
        rows(
            RecordingsTable.TABLE,
            recording(
                "a",
                "v1",
                1,
                Map.of(
                    "key_frames",
                    List.of(50L, 60L, 70L, 80L, 90L),
                    "ground_truth",
                    List.of(RowFactory.create(50L, "file:/nowhere/gt.png")))),
            recording("old", "v1", 1, Map.of()),
            recording("old", "v2", 2, Map.of("key_frames", List.of()))));
    lake.append(
        FramesTable.TABLE,
        rows(
            FramesTable.TABLE,
            frame("a", 50, "s1", 1, "raw", raw, "raw_bytes", raw.length),
            frame("a", 60, "s1", 1, "raw", raw, "raw_bytes", raw.length),
            frame("a", 70, "killed", 1, "raw", raw, "raw_bytes", raw.length),
            frame("a", 80, "s1", 1, "status", "failed", "reason_code", "unreadable"),
            frame("a", 90, "s1", 1, "status", "failed", "reason_code", "not_finite"),
            frame("old", 50, "s1", 1, "raw", raw, "raw_bytes", raw.length)));
    lake.append(ShardsTable.TABLE, rows(ShardsTable.TABLE, shard("s1", 1)));
  }

  private static List<String> cells(Dataset<Row> rows) {
    return rows
        .select("recording_id", "key_frame")
        .orderBy("recording_id", "key_frame")
        .collectAsList()
        .stream()
        .map(row -> row.mkString(" "))
        .toList();
  }

  private Dataset<Row> missingFrames() {
    Dataset<Row> recordings = lake.currentRecordings(List.of());
    return FramePlan.missing(FramePlan.wanted(recordings, null, METHODS), lake.committedFrames());
  }

  private static void assertReadsNoImage(Dataset<Row> rows) {
    String plan = plan(rows);
    Matcher read = READ.matcher(plan);
    assertThat(read.results().map(result -> result.group(1)))
        .as(plan)
        .isNotEmpty()
        .noneMatch(schema -> schema.contains("raw:") || schema.contains("png:"));
  }

  @Test
  void framesThatMayPassNextTimeOrWereNotCommittedAreMissing() {
    assertThat(cells(missingFrames())).containsExactly("a 70", "a 80");
  }

  @Test
  void planningReadsNoImage() throws Exception {
    assertReadsNoImage(missingFrames());
    assertReadsNoImage(lake.committedFrames().select("recording_id", "key_frame", "status"));
    try (JobContext context = SharedSpark.context(lake, 5)) {
      assertReadsNoImage(scoreJob(context, List.of(PIQE, MSE)).missing());
    }
  }

  @Test
  void scoresAreMissingOfCommittedFramesOfCurrentRecordings() throws Exception {
    try (JobContext context = SharedSpark.context(lake, 5)) {
      Dataset<Row> missing = scoreJob(context, List.of(PIQE, MSE)).missing();
      assertThat(cells(missing)).containsExactly("a 50", "a 60");
      assertThat(missing.orderBy("key_frame").selectExpr("array_join(wanted, ' ')").collectAsList())
          .as("a metric with a reference only where there is a ground truth")
          .extracting(row -> row.getString(0))
          .containsExactly(MSE + " " + PIQE, PIQE);
    }
  }

  @Test
  void onlyFramesOfTheDataSetsAndMethodsAskedForAreScored() throws Exception {
    try (JobContext context = SharedSpark.context(lake, 5)) {
      String dataset = lake.committedFrames().select("dataset").first().getString(0);
      String method = lake.committedFrames().select("method").first().getString(0);
      assertThat(missing(context, List.of(dataset), List.of(method))).hasSize(2);
      assertThat(missing(context, List.of("another"), List.of())).isEmpty();
      assertThat(missing(context, List.of(), List.of("another"))).isEmpty();
    }
  }

  private static List<String> missing(
      JobContext context, List<String> datasets, List<String> methods) {
    return cells(
        new ScoreJob(context, new ScoreJob.Config(List.of(PIQE), datasets, methods)).missing());
  }

  /** An exchange above the scan with images would send them over the network. */
  @Test
  void imagesAreScoredWhereTheyAreRead() throws Exception {
    try (JobContext context = SharedSpark.context(lake, 5)) {
      ScoreJob job = scoreJob(context, List.of(PIQE));
      Dataset<Row> images = job.images(job.missing());
      assertThat(cells(images)).containsExactly("a 50", "a 60");
      assertThat(images.count()).isEqualTo(2);
      List<String> nodes = List.of(plan(images).split("\n\n"));
      assertThat(nodes).anyMatch(node -> node.contains("Scan") && node.contains("raw#"));
      assertThat(nodes.stream().filter(node -> EXCHANGE.matcher(node).find()))
          .isNotEmpty()
          .noneMatch(node -> node.contains("raw#"));
    }
  }

  @Test
  void aScoreIsDerivedOrComputedOnce() throws Exception {
    Row carried = RowFactory.create(PIQE, 12.5, "ok", 0.0, 4);
    byte[] raw = RawFrame.encode(new GrayImage(2, 1, new float[] {0.25f, 0.5f}));
    // Two runs at once made the same frame.
    for (long run = 3; run <= 4; run++) {
      lake.append(
          FramesTable.TABLE,
          rows(
              FramesTable.TABLE,
              frame(
                  "a",
                  70,
                  "s3",
                  run,
                  "raw",
                  raw,
                  "raw_bytes",
                  raw.length,
                  "metrics",
                  List.of(carried))));
      lake.append(ShardsTable.TABLE, rows(ShardsTable.TABLE, shard("s3", run)));
    }
    try (JobContext context = SharedSpark.context(lake, 5)) {
      assertThat(scoreJob(context, List.of(PIQE, MSE)).run())
          .containsEntry("scores_derived", 1L)
          .containsEntry("scores_computed", 3L);
    }
    assertThat(
            lake.read(ScoresTable.TABLE)
                .orderBy("key_frame", "metric")
                .selectExpr("concat_ws(' ', key_frame, metric, status)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly(
            "50 " + MSE + " reference_unreadable",
            "50 " + PIQE + " ok",
            "60 " + PIQE + " ok",
            "70 " + PIQE + " ok");
    try (JobContext context = SharedSpark.context(lake, 6)) {
      assertThat(scoreJob(context, List.of(PIQE, MSE)).run())
          .containsEntry("scores_derived", 0L)
          .containsEntry("scores_computed", 0L);
    }
  }

  /** Whether it came with the frame or was computed later from the stored image. */
  @Test
  void aScoreSaysOnWhichDeviceItsFrameWasMade() throws Exception {
    String niqe = "niqe/spikelake@2";
    byte[] raw = RawFrame.encode(new GrayImage(2, 1, new float[] {0.25f, 0.5f}));
    Row carried = RowFactory.create(PIQE, 12.5, "ok", 0.0, 4);
    lake.append(
        FramesTable.TABLE,
        rows(
            FramesTable.TABLE,
            frame(
                "a",
                70,
                "s3",
                3,
                "device",
                "gpu:1",
                "raw",
                raw,
                "raw_bytes",
                raw.length,
                "metrics",
                List.of(carried))));
    lake.append(ShardsTable.TABLE, rows(ShardsTable.TABLE, shard("s3", 3)));
    try (JobContext context = SharedSpark.context(lake, 5)) {
      scoreJob(context, List.of(PIQE, niqe)).run();
    }
    assertThat(
            lake.read(ScoresTable.TABLE)
                .where("key_frame >= 60")
                .orderBy("key_frame", "metric")
                .selectExpr("concat_ws(' ', key_frame, metric, coalesce(device, 'none'))")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly(
            "60 " + niqe + " none",
            "60 " + PIQE + " none",
            "70 " + niqe + " gpu:1",
            "70 " + PIQE + " gpu:1");
  }

  private static ScoreJob scoreJob(JobContext context, List<String> metrics) {
    return new ScoreJob(context, new ScoreJob.Config(metrics, List.of(), List.of()));
  }
}
