package io.spikelake.jobs.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.image.GrayImage;
import io.spikelake.image.Pictures;
import io.spikelake.jobs.SharedSpark;
import io.spikelake.jobs.figure.Panel.Sample;
import io.spikelake.jobs.figure.PanelSource.Selection;
import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.LakeTable;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.schemas.ScoresTable;
import io.spikelake.schemas.ShardsTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanelSourceTest {

  private static final String TFP = "tfp/spike-zoo@1:window=41";
  private static final String TFI = "tfi/eq5@1";
  private static final String NIQE = "niqe/spikelake@2";

  @TempDir static Path folder;

  private static Lake lake;

  private static GrayImage image(long seed) {
    Random random = new Random(seed);
    float[] pixels = new float[16 * 8];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextInt(256) / 255f;
    }
    return new GrayImage(16, 8, pixels);
  }

  @BeforeAll
  static void fill() throws Exception {
    lake = SharedSpark.lake(folder.resolve("lake"));
    Path truth = folder.resolve("truth.png");
    Pictures.writePng(image(1), truth);
    append(
        RecordingsTable.TABLE,
        List.of(
            SharedSpark.recording(
                "r1",
                "v1",
                1,
                Map.of("ground_truth", List.of(RowFactory.create(50L, truth.toUri().toString())))),
            SharedSpark.recording("r2", "v1", 1, Map.of())));
    List<Row> frames = new ArrayList<>();
    frames.add(frame("r1", 50, TFP, "clip", 2));
    frames.add(frame("r1", 50, TFI, "clip", 3));
    frames.add(frame("r1", 60, TFP, "clip", 4));
    frames.add(frame("r2", 50, TFP, "clip", 5));
    frames.add(frame("r2", 50, TFP, "minmax", 6));
    append(FramesTable.TABLE, frames);
    append(ScoresTable.TABLE, List.of(score("clip", 7.25), score("minmax", 9.0)));
    append(ShardsTable.TABLE, List.of(SharedSpark.shard("s1", 1)));
  }

  private static void append(LakeTable table, List<Row> rows) {
    lake.append(table, SharedSpark.rows(table, rows.toArray(Row[]::new)));
  }

  private static Row frame(String id, long keyFrame, String method, String tone, long seed) {
    byte[] png = Pictures.toPng(image(seed));
    return SharedSpark.frame(
        id, keyFrame, "s1", 1, "method", method, "tone", tone, "png", png, "png_bytes", png.length);
  }

  private static Row score(String tone, double score) {
    return SharedSpark.score("r1", 50, TFP, NIQE, score, 1, "tone", tone, "blocks", 8);
  }

  private static Sample sample(String name, String tone, String... methods) throws Exception {
    Selection selection = new Selection("scenes", List.of(methods), List.of(), tone, List.of(NIQE));
    return new PanelSource(lake, selection).sample(SampleName.parse(name));
  }

  private static byte[] levels(Sample sample, int cell) {
    return Pictures.toLevels(sample.cells().get(cell).image());
  }

  @Test
  void theGroundTruthIsFirstThenTheMethodsInTheirOrderWithScores() throws Exception {
    Sample sample = sample("r1.dat", null, TFI, TFP);
    assertThat(sample.title()).isEqualTo("r1.dat, plane 50");
    assertThat(sample.cells())
        .extracting(Panel.Cell::lines)
        .containsExactly(
            List.of("Ground truth"), List.of("tfi", "NIQE -"), List.of("tfp", "NIQE 7.250"));
    for (int i = 0; i < 3; i++) {
      int seed = new int[] {1, 3, 2}[i];
      assertThat(levels(sample, i)).isEqualTo(Pictures.toLevels(image(seed)));
    }
  }

  @Test
  void aKeyFrameAndAnIdAreFound() throws Exception {
    Sample sample = sample("r1:60", null, TFP);
    assertThat(sample.cells()).hasSize(1);
    assertThat(levels(sample, 0)).isEqualTo(Pictures.toLevels(image(4)));
  }

  @Test
  void oneOfSeveralTonesIsChosen() throws Exception {
    assertThat(levels(sample("r2.dat", "minmax", TFP), 0)).isEqualTo(Pictures.toLevels(image(6)));
    assertThatThrownBy(() -> sample("r2.dat", null, TFP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "tfp/spike-zoo@1:window=41 has frames of the tones \\w+ and \\w+; choose one with"
                + " --tone");
  }

  @Test
  void whatTheLakeLacksIsNamed() {
    assertThatThrownBy(() -> sample("r3.dat", null, TFP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "Data set 'scenes' of "
                + lake.root()
                + " has no recording with the path or id 'r3.dat'");
    assertThatThrownBy(() -> sample("r2.dat", "clip", TFP, TFI))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("r2.dat, plane 50 has no picture of tfi/eq5@1 with tone clip in ");
    assertThatThrownBy(() -> sample("r2.dat", null, TFI))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("r2.dat has no frame of tfi/eq5@1 in ");
    assertThatThrownBy(
            () -> new Selection("scenes", List.of(TFP, TFI), List.of("Ours"), null, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 labels for 2 methods; expected one for each");
  }
}
