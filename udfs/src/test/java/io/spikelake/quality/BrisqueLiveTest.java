package io.spikelake.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.image.GrayImage;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrisqueLiveTest extends QualityMetricContract {

  @Override
  protected QualityMetric metric() {
    return LiveBrisque.metric("brisque/live");
  }

  @Test
  void givesTheAnchorFromAnyGreyRule() {
    for (CalibrationImages.GreyRule rule :
        new CalibrationImages.GreyRule[] {CalibrationImages.MATLAB, CalibrationImages.PER_MILLE}) {
      MetricResult result = metric().score(CalibrationImages.read("dist_dir/I04", rule), null);
      assertThat(result.score()).isCloseTo(-0.1071760631, within(1e-9));
      assertThat(result.flatFraction()).isZero();
    }
  }

  @Test
  void equalsTheDoublePrecisionReferenceOnAllCalibrationImages() {
    SoftAssertions all = new SoftAssertions();
    for (ReferenceScores.Row row : ReferenceScores.calibration()) {
      GrayImage image = CalibrationImages.read(row.image(), CalibrationImages.PER_MILLE);
      // Rounding noise is snapped to zero there as well; the file has ten digits.
      all.assertThat(metric().score(image, null).score())
          .as(row.image())
          .isCloseTo(row.of("brisque_live_snapped"), within(1e-8));
    }
    all.assertAll();
  }

  /** MATLAB's sign of rounding noise is unknown: the tolerance grows with the flat area. */
  @ParameterizedTest
  @CsvSource({
    "dist_dir/I04, 0.001",
    "dist_dir/I06, 0.25",
    "dist_dir/I03, 1",
    "dist_dir/I08, 1",
    "dist_dir/I19, 10"
  })
  void agreesWithTheOfficialMatlabScores(String image, double tolerance) {
    GrayImage grey = CalibrationImages.read(image, CalibrationImages.MATLAB);
    assertThat(metric().score(grey, null).score())
        .isCloseTo(ReferenceScores.official(image, "brisque"), within(tolerance));
  }

  @ParameterizedTest
  @CsvSource({"13, 64, TOO_SMALL", "64, 13, TOO_SMALL", "14, 64, OK", "64, 14, OK"})
  void needsAHalfSizeImageOfAWindow(int width, int height, MetricStatus status) {
    assertThat(metric().score(Patterns.tex(width, height), null).status()).isEqualTo(status);
  }

  @Test
  void isRefusedWithoutAModelAndSaysHowToGiveOne() {
    assertThatThrownBy(
            () ->
                QualityMetrics.create(
                    QualityMetrics.resolve("brisque/live", QualityModels.bundled()),
                    QualityModels.bundled()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "No model brisque/live is configured; give it with --model brisque/live=PATH or install it"
                + " with 'spikelake models install'");
  }

  @Test
  void isWhatTheBareNameMeansOnceItsModelIsConfigured() {
    assertThat(QualityMetrics.resolve("brisque", QualityModels.bundled()))
        .hasToString("brisque/opencv@1");
    assertThat(QualityMetrics.resolve("brisque", LiveBrisque.models()))
        .hasToString("brisque/live@2");
  }
}
