package io.spikelake.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.image.GrayImage;
import io.spikelake.quality.CalibrationImages.GreyRule;
import io.spikelake.quality.nss.Plane;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NiqeLiveTest extends QualityMetricContract {

  @Override
  protected QualityMetric metric() {
    return LiveModel.metric("niqe/live");
  }

  @ParameterizedTest
  @ValueSource(strings = {"niqe/live", "niqe/live-pyiqa"})
  void bothArithmeticsGiveTheAnchorFromAnyGreyRule(String id) {
    for (GreyRule rule : new GreyRule[] {CalibrationImages.MATLAB, CalibrationImages.PER_MILLE}) {
      MetricResult result = score(id, CalibrationImages.read("dist_dir/I04", rule));
      // The single-precision window moves the score by 1.4e-5.
      double tolerance = id.equals("niqe/live") ? 1e-11 : 2e-5;
      assertThat(result.score()).isCloseTo(3.654921523538, within(tolerance));
      assertThat(result.blocks()).isEqualTo(20);
      assertThat(result.flatFraction()).isZero();
    }
  }

  @Test
  void equalsTheDoublePrecisionReferenceOnAllCalibrationImages() {
    SoftAssertions all = new SoftAssertions();
    for (ReferenceScores.Row row : ReferenceScores.calibration()) {
      MetricResult result = score("niqe/live", perMille(row));
      // Rounding noise is snapped to zero there as well; the file has ten digits.
      all.assertThat(result.score())
          .as(row.image())
          .isCloseTo(row.of("niqe_float64_snapped"), within(1e-8));
      all.assertThat(result.flatFraction())
          .as(row.image())
          .isCloseTo(row.of("flat_fraction_scale1"), within(1e-10));
    }
    all.assertAll();
  }

  @Test
  void agreesWithStockIqaPyTorchOnAllCalibrationImages() {
    SoftAssertions all = new SoftAssertions();
    for (ReferenceScores.Row row : ReferenceScores.calibration()) {
      // In flat areas the second scale rests on the order of sums inside torch.
      double tolerance = row.flatFree() ? 5e-6 : 0.01;
      all.assertThat(score("niqe/live-pyiqa", perMille(row)).score())
          .as(row.image())
          .isCloseTo(row.of("niqe_pyiqa_stock"), within(tolerance));
    }
    all.assertAll();
  }

  /** MATLAB's own sign of rounding noise is unknown: the tolerance grows with the flat area. */
  @ParameterizedTest
  @CsvSource({
    "dist_dir/I04, 1e-11",
    "dist_dir/I03, 0.05",
    "dist_dir/I06, 0.05",
    "dist_dir/I08, 0.05",
    "dist_dir/I19, 0.5"
  })
  void agreesWithTheOfficialMatlabScores(String image, double tolerance) {
    MetricResult result =
        score("niqe/live", CalibrationImages.read(image, CalibrationImages.MATLAB));
    assertThat(result.score())
        .isCloseTo(ReferenceScores.official(image, "niqe"), within(tolerance));
  }

  /** Crops of the reference image I08; scores of IQA-PyTorch, printed with four decimals. */
  @ParameterizedTest
  @CsvSource({
    "192, 192, 4.4157, 4",
    "224, 224, 4.4157, 4",
    "250, 250, 4.4157, 4",
    "400, 250, 4.2343, 8",
    "512, 384, 3.4639, 20"
  })
  void scoresWholePatchesFromTheTopLeft(int width, int height, double expected, int patches) {
    MetricResult result = score("niqe/live-pyiqa", i08().crop(0, 0, width, height));
    assertThat(result.score()).isCloseTo(expected, within(1e-4));
    assertThat(result.blocks()).isEqualTo(patches);
  }

  /**
   * 192x192 with two of four patches flat: their shape 0.2 enters the mean and what has no value
   * does not. IQA-PyTorch, and the same with a double window and rounding noise set to zero.
   */
  @ParameterizedTest
  @CsvSource({"0, 53.607, 53.607", "128, 20.96, 15.543", "255, 53.50, 42.692"})
  void passesOverWhatAFlatPatchLacks(int level, double matlab, double pyiqa) {
    GrayImage image = i08().crop(0, 0, 192, 192);
    for (int i = 0; i < image.pixels().length; i++) {
      if (i % 192 < 96) {
        image.pixels()[i] = level / 255f;
      }
    }
    assertThat(score("niqe/live", image).score()).isCloseTo(matlab, within(0.005));
    assertThat(score("niqe/live-pyiqa", image).score()).isCloseTo(pyiqa, within(1e-3));
    assertThat(score("niqe/live", image).flatFraction()).isBetween(0.45, 0.55);
  }

  @ParameterizedTest
  @CsvSource({
    "95, 95, TOO_SMALL, 0",
    "95, 384, TOO_SMALL, 0",
    "512, 95, TOO_SMALL, 0",
    "96, 96, TOO_FEW_BLOCKS, 1",
    "191, 96, TOO_FEW_BLOCKS, 1",
    "192, 96, OK, 2"
  })
  void needsTwoPatches(int width, int height, MetricStatus status, int patches) {
    MetricResult result = score("niqe/live", i08().crop(0, 0, width, height));
    assertThat(result.status()).isEqualTo(status);
    assertThat(result.blocks()).isEqualTo(patches);
    assertThat(result.flatFraction()).isBetween(0.0, 0.1);
  }

  @Test
  void countsAFlatPatchAsUnusable() {
    GrayImage image = i08().crop(0, 0, 192, 96);
    for (int i = 0; i < image.pixels().length; i++) {
      if (i % 192 < 96) {
        image.pixels()[i] = 0;
      }
    }
    MetricResult result = score("niqe/live", image);
    assertThat(result.status()).isEqualTo(MetricStatus.TOO_FEW_BLOCKS);
    assertThat(result.blocks()).isEqualTo(1);
  }

  /**
   * 1.3 times the image: IQA-PyTorch keeps overshoot, MATLAB cannot hold it. The reference was
   * three equal channels, whose weighted sum rounds half levels either way.
   */
  @Test
  void limitsOvershootOnlyInMatlabArithmetic() {
    GrayImage bright = i08();
    for (int i = 0; i < bright.pixels().length; i++) {
      bright.pixels()[i] *= 1.3f;
    }
    assertThat(score("niqe/live-pyiqa", bright).score()).isCloseTo(3.576, within(0.005));
    // A score of IQA-PyTorch: in the burnt areas, which are flat, its noise is not set to zero.
    assertThat(score("niqe/live", bright).score()).isCloseTo(4.241, within(0.3));
  }

  /** Scores of IQA-PyTorch; half levels of the darkened image round either way there. */
  @ParameterizedTest
  @CsvSource({"0.5, 3.648", "0.25, 4.387", "0.1, 5.506", "0.05, 6.997"})
  void dependsOnBrightness(float factor, double expected) {
    GrayImage dark = i08();
    for (int i = 0; i < dark.pixels().length; i++) {
      dark.pixels()[i] *= factor;
    }
    assertThat(score("niqe/live-pyiqa", dark).score()).isCloseTo(expected, within(0.02));
  }

  @Test
  void roundsHalfUpInMatlabArithmeticAndHalfToEvenInTheOther() {
    GrayImage image = new GrayImage(3, 1, new float[] {0.5f / 255, 1.5f / 255, 2.5f / 255});
    assertThat(255f * image.at(0, 0)).isEqualTo(0.5f);
    assertThat(levels(GreyLevels.UNLIMITED, image)).containsExactly(0, 2, 2);
    GrayImage exact = new GrayImage(2, 1, new float[] {0.5f, 1.5f});
    assertThat(levels(GreyLevels.EIGHT_BIT, exact)).containsExactly(128, 255);
    assertThat(levels(GreyLevels.UNLIMITED, exact)).containsExactly(128, 382);
  }

  private static double[] levels(GreyLevels rule, GrayImage image) {
    Plane levels = new Plane();
    rule.of(image, levels);
    return levels.values();
  }

  private static MetricResult score(String id, GrayImage image) {
    return LiveModel.metric(id).score(image, null);
  }

  private static GrayImage perMille(ReferenceScores.Row row) {
    return CalibrationImages.read(row.image(), CalibrationImages.PER_MILLE);
  }

  private static GrayImage i08() {
    return CalibrationImages.read("ref_dir/I08", CalibrationImages.PER_MILLE);
  }
}
