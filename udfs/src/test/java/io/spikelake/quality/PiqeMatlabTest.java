package io.spikelake.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.image.GrayImage;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PiqeMatlabTest extends QualityMetricContract {

  @Override
  protected QualityMetric metric() {
    return PiqePyiqaTest.piqe("piqe/matlab");
  }

  @Test
  void givesTheAnchor() {
    MetricResult result =
        metric().score(CalibrationImages.read("dist_dir/I04", CalibrationImages.MATLAB), null);
    assertThat(result.score()).isCloseTo(21.62438429, within(1e-8));
    assertThat(result.blocks()).isEqualTo(749);
    assertThat(result.flatFraction()).isZero();
  }

  @Test
  void equalsTheDoublePrecisionReferenceOnAllCalibrationImages() {
    SoftAssertions all = new SoftAssertions();
    for (ReferenceScores.Row row : ReferenceScores.calibration()) {
      GrayImage image = CalibrationImages.read(row.image(), CalibrationImages.PER_MILLE);
      all.assertThat(metric().score(image, null).score())
          .as(row.image())
          .isCloseTo(row.of("piqe_matlab_float64"), within(1e-7));
    }
    all.assertAll();
  }

  @ParameterizedTest
  @CsvSource({"I03", "I04", "I06", "I08", "I19"})
  void agreesWithTheOfficialMatlabScores(String image) {
    String name = "dist_dir/" + image;
    GrayImage grey = CalibrationImages.read(name, CalibrationImages.MATLAB);
    // The official scores have two decimals.
    assertThat(metric().score(grey, null).score())
        .isCloseTo(ReferenceScores.official(name, "piqe"), within(0.0051));
  }

  /** Sides that are no multiples of 16 and no white pixel; a numpy 2.4.6 program of its own. */
  @ParameterizedTest
  @CsvSource({
    "tex, 64, 64, 77.09763144477205, 15",
    "tex, 101, 77, 79.73600168711671, 34",
    "tex, 250, 200, 79.79726780483892, 194",
    "tex, 63, 49, 77.69275647513929, 15",
    "tex, 130, 37, 83.46403187420493, 27",
    "smooth, 64, 64, 50.0, 1",
    "smooth, 101, 77, 86.67063643175334, 5",
    "smooth, 250, 200, 79.90450393563019, 10",
    "smooth, 63, 49, 73.06307861054958, 4",
    "smooth, 130, 37, 90.60407516441614, 5"
  })
  void replicatesEdgesUpToWholeBlocks(
      String pattern, int width, int height, double score, int active) {
    MetricResult result = metric().score(Patterns.of(pattern, width, height), null);
    assertThat(result.score()).isCloseTo(score, within(1e-9));
    assertThat(result.blocks()).isEqualTo(active);
  }

  @Test
  void hasNoLowerLimitOfSize() {
    MetricResult result = metric().score(Patterns.tex(2, 1), null);
    assertThat(result.status()).isEqualTo(MetricStatus.OK);
  }
}
