package io.spikelake.jobs.hq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.image.GrayImage;
import io.spikelake.image.RawFrame;
import io.spikelake.jobs.JobContext;
import io.spikelake.jobs.SharedSpark;
import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.task.Equipment;
import io.spikelake.quality.ScoredByBlocks;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.HqImagesTable;
import io.spikelake.schemas.LakeTable;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.schemas.ScoresTable;
import io.spikelake.schemas.ShardsTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Selections of images that are large enough to be scored again. */
class MarginIntervalsTest {

  private static final long SEED = 23;
  private static final int SAMPLES = 12;
  private static final int SIDE = 192;
  private static final int DRAWS = 40;
  private static final String NIQE = "niqe/spikelake@2";
  private static final List<String> METHODS = List.of("tvs", "tfp", "tfi");

  @TempDir static Path folder;

  private static final Map<String, GrayImage> IMAGES = new TreeMap<>();
  private static Lake lake;
  private static long run = 10;

  @BeforeAll
  static void simulate() {
    System.out.println("MarginIntervalsTest seed " + SEED);
    Random random = new Random(SEED);
    lake = SharedSpark.lake(folder.resolve("lake"));
    List<Row> frames = new ArrayList<>();
    List<Row> scores = new ArrayList<>();
    for (long keyFrame = 0; keyFrame < SAMPLES; keyFrame++) {
      for (String method : METHODS) {
        GrayImage image = noise(random, METHODS.indexOf(method) + 1);
        IMAGES.put(keyFrame + method, image);
        byte[] raw = RawFrame.encode(image);
        frames.add(
            SharedSpark.frame(
                "r",
                keyFrame,
                "s1",
                1,
                "method",
                method,
                "raw",
                raw,
                "raw_bytes",
                raw.length,
                "width",
                SIDE,
                "height",
                SIDE,
                "pixel_digest",
                "%064x".formatted(random.nextLong())));
        scores.add(score(keyFrame, method, 3 + METHODS.indexOf(method)));
      }
    }
    append(RecordingsTable.TABLE, List.of(SharedSpark.recording("r", "v1", 1, Map.of())));
    append(FramesTable.TABLE, frames);
    append(ScoresTable.TABLE, scores);
    append(ShardsTable.TABLE, List.of(SharedSpark.shard("s1", 1)));
  }

  /** Noise, more or less smoothed. */
  private static GrayImage noise(Random random, int reach) {
    float[] pixels = new float[SIDE * SIDE];
    float last = 0.5f;
    for (int i = 0; i < pixels.length; i++) {
      last += (random.nextFloat() - last) / reach;
      pixels[i] = last;
    }
    return new GrayImage(SIDE, SIDE, pixels);
  }

  private static void append(LakeTable table, List<Row> rows) {
    lake.append(table, SharedSpark.rows(table, rows.toArray(Row[]::new)));
  }

  private static Row score(long keyFrame, String method, double score) {
    return SharedSpark.score("r", keyFrame, method, NIQE, score, 1, "tone", "none");
  }

  private static Selection selection(int draws, boolean sure) {
    return new Selection(
        "hq",
        List.of("scenes"),
        METHODS,
        null,
        NIQE,
        true,
        draws,
        new Selection.Caps(null, null, null, null, sure, null, null));
  }

  private static Map<String, Long> select(Selection selection) throws Exception {
    try (JobContext context = SharedSpark.context(lake, ++run)) {
      return new SelectHqJob(context, List.of(selection)).run();
    }
  }

  private static List<Row> rows() {
    return lake.read(HqImagesTable.TABLE)
        .where("committed_in = " + run)
        .orderBy("key_frame")
        .collectAsList();
  }

  /** Margins of the draws, sorted, of a sample whose chosen image is of the first method. */
  private static double[] margins(long keyFrame) {
    ScoredByBlocks niqe = ResampleTask.metric(Equipment.bundled(), NIQE);
    double[] chosen = niqe.resampled(IMAGES.get(keyFrame + METHODS.get(0)), DRAWS, 1);
    double[] second = niqe.resampled(IMAGES.get(keyFrame + METHODS.get(1)), DRAWS, 1);
    double[] margins = new double[DRAWS];
    Arrays.setAll(margins, i -> second[i] - chosen[i]);
    Arrays.sort(margins);
    return margins;
  }

  @Test
  void anIntervalHoldsTheMiddleOfTheMarginsOfDraws() throws Exception {
    Map<String, Long> counts = select(selection(DRAWS, false));
    List<Row> rows = rows();
    assertThat(rows).hasSize(SAMPLES);
    long unsure = 0;
    for (Row row : rows) {
      double[] margins = margins(row.<Long>getAs("key_frame"));
      assertThat(row.<Double>getAs("margin_low")).isBetween(margins[0], margins[1]);
      assertThat(row.<Double>getAs("margin_high"))
          .isBetween(margins[DRAWS - 2], margins[DRAWS - 1]);
      unsure += row.<Double>getAs("margin_low") <= 0 ? 1 : 0;
    }
    assertThat(counts)
        .containsEntry(SelectHqJob.TESTED, (long) SAMPLES)
        .containsEntry(SelectHqJob.UNSURE, unsure);
    long sure = SAMPLES - unsure;
    if (sure == 0) {
      assertThatThrownBy(() -> select(selection(DRAWS, true))).hasMessageContaining("Nothing");
    } else {
      select(selection(DRAWS, true));
      assertThat(rows()).hasSize((int) sure);
    }
  }

  @Test
  void ofTheImagesOnlyThoseOfTheChosenAreRead() throws Exception {
    try (JobContext context = SharedSpark.context(lake, ++run)) {
      onlyThoseOfTheChosenAreRead(new FrameImages(context));
    }
  }

  private static void onlyThoseOfTheChosenAreRead(FrameImages images) {
    Dataset<Row> chosen =
        images
            .located(
                lake.read(FramesTable.TABLE)
                    .where("method = 'tvs'")
                    .withColumnRenamed("committed_in", "made_in")
                    .selectExpr(FrameImages.FRAME.toArray(String[]::new)))
            .persist();
    assertThat(chosen.count()).isEqualTo(SAMPLES);
    long ofChosen =
        bytesRead(
            () ->
                assertThat(images.of(chosen).collectAsList())
                    .hasSize(SAMPLES)
                    .allSatisfy(
                        row ->
                            assertThat(row.<byte[]>getAs("raw"))
                                .isEqualTo(
                                    RawFrame.encode(IMAGES.get(row.getAs("key_frame") + "tvs")))));
    long ofAll = bytesRead(() -> lake.read(FramesTable.TABLE).select("raw").collectAsList());
    assertThat((double) ofChosen / ofAll).isBetween(1.0 / METHODS.size(), 0.5);
  }

  private static long bytesRead(Runnable work) {
    long before = bytesRead();
    work.run();
    return bytesRead() - before;
  }

  private static long bytesRead() {
    return FileSystem.getAllStatistics().stream()
        .mapToLong(FileSystem.Statistics::getBytesRead)
        .sum();
  }

  @Test
  void aMetricWithoutBlocksHasNoIntervals() {
    Selection piqe =
        new Selection(
            "hq", List.of("scenes"), METHODS, null, "piqe/matlab@1", true, 10, Selection.Caps.NONE);
    assertThatThrownBy(() -> select(piqe))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("piqe/matlab@1 cannot be told: it has no blocks to draw anew");
    assertThatThrownBy(() -> selection(0, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("0 draws of blocks");
  }
}
