package io.spikelake.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.image.GrayImage;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PiqePyiqaTest extends QualityMetricContract {

  @Override
  protected QualityMetric metric() {
    return piqe("piqe/pyiqa");
  }

  static QualityMetric piqe(String id) {
    QualityModels models = QualityModels.bundled();
    return QualityMetrics.create(QualityMetrics.resolve(id, models), models);
  }

  @Test
  void agreesWithBothReferencesOnAllCalibrationImages() {
    SoftAssertions all = new SoftAssertions();
    for (ReferenceScores.Row row : ReferenceScores.calibration()) {
      GrayImage image = CalibrationImages.read(row.image(), CalibrationImages.PER_MILLE);
      double score = metric().score(image, null).score();
      all.assertThat(score).as(row.image()).isCloseTo(row.of("piqe_pyiqa_float64"), within(1e-7));
      // Stock code is single precision: one block of ref_dir/I06 falls on the other side.
      all.assertThat(score).as(row.image()).isCloseTo(row.of("piqe_pyiqa_stock"), within(0.08));
    }
    all.assertAll();
  }

  /** Sides that are no multiples of 16 and no white pixel; a numpy 2.4.6 program of its own. */
  @ParameterizedTest
  @CsvSource({
    "tex, 64, 64, 77.77212748442004, 15",
    "tex, 101, 77, 77.65369444237513, 29",
    "tex, 250, 200, 77.05751509881853, 194",
    "tex, 63, 49, 76.56822020071567, 11",
    "tex, 130, 37, 77.07127733794883, 16",
    "smooth, 64, 64, 33.333333333333336, 2",
    "smooth, 101, 77, 20.0, 4",
    "smooth, 250, 200, 5.555555555555555, 17",
    "smooth, 63, 49, 33.333333333333336, 2",
    "smooth, 130, 37, 100.0, 0"
  })
  void mirrorsEdgesAndLeavesOutPartsOfBlocks(
      String pattern, int width, int height, double score, int active) {
    MetricResult result = metric().score(Patterns.of(pattern, width, height), null);
    assertThat(result.score()).isCloseTo(score, within(1e-9));
    assertThat(result.blocks()).isEqualTo(active);
  }

  /** Top left crops of the reference image I08; scores of IQA-PyTorch. */
  @ParameterizedTest
  @CsvSource({
    "95, 95, 18.716",
    "96, 96, 21.026",
    "191, 96, 27.302",
    "192, 192, 36.119",
    "224, 224, 36.728",
    "250, 250, 38.755",
    "400, 250, 40.703",
    "512, 384, 39.922"
  })
  void agreesWithStockIqaPyTorchOnCrops(int width, int height, double expected) {
    assertThat(metric().score(i08().crop(0, 0, width, height), null).score())
        .isCloseTo(expected, within(0.01));
  }

  /** The reference image I08 cut to 192x192 with its left half at one level; IQA-PyTorch. */
  @ParameterizedTest
  @CsvSource({"0, 46.46", "128, 42.69", "255, 48.98"})
  void passesOverAFlatHalf(int level, double expected) {
    GrayImage image = i08().crop(0, 0, 192, 192);
    for (int i = 0; i < image.pixels().length; i++) {
      if (i % 192 < 96) {
        image.pixels()[i] = level / 255f;
      }
    }
    MetricResult result = metric().score(image, null);
    assertThat(result.score()).isCloseTo(expected, within(0.01));
    assertThat(result.flatFraction()).isBetween(0.45, 0.55);
  }

  @ParameterizedTest
  @ValueSource(floats = {0.25f, 0.5f})
  void doesNotDependOnBrightness(float factor) {
    GrayImage image = i08();
    double score = metric().score(image, null).score();
    for (int i = 0; i < image.pixels().length; i++) {
      image.pixels()[i] *= factor;
    }
    assertThat(metric().score(image, null).score()).isEqualTo(score);
  }

  /** IQA-PyTorch gives 81.0 for its own noise; the spread of seeds is about 1. */
  @Test
  void callsUniformNoiseBad() {
    Random random = new Random(7);
    float[] pixels = new float[192 * 192];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    assertThat(metric().score(new GrayImage(192, 192, pixels), null).score())
        .isCloseTo(81.0, within(2.0));
  }

  @ParameterizedTest
  @CsvSource({"7, 64, TOO_SMALL", "64, 7, TOO_SMALL", "8, 64, OK", "64, 8, OK"})
  void needsAWholeBlockAfterMirroring(int width, int height, MetricStatus status) {
    assertThat(metric().score(Patterns.tex(width, height), null).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"7, 64, TOO_SMALL", "8, 64, CONSTANT"})
  void looksAtTheSizeOfAConstantImageFirst(int width, int height, MetricStatus status) {
    MetricResult result =
        metric().score(new GrayImage(width, height, new float[width * height]), null);
    assertThat(result.status()).isEqualTo(status);
    assertThat(result.flatFraction()).isOne();
  }

  @Test
  void hasNoScoreWhereNothingIsPositive() {
    float[] pixels = new float[32 * 32];
    pixels[5] = -1;
    assertThat(metric().score(new GrayImage(32, 32, pixels), null).status())
        .isEqualTo(MetricStatus.NOT_FINITE);
  }

  private static GrayImage i08() {
    return CalibrationImages.read("ref_dir/I08", CalibrationImages.PER_MILLE);
  }
}
