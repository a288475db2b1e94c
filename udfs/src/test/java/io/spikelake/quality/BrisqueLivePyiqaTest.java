package io.spikelake.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.image.GrayImage;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrisqueLivePyiqaTest extends QualityMetricContract {

  @Override
  protected QualityMetric metric() {
    return LiveBrisque.metric("brisque/live-pyiqa");
  }

  @Test
  void agreesWithTheReferencesOnAllCalibrationImages() {
    SoftAssertions all = new SoftAssertions();
    for (ReferenceScores.Row row : ReferenceScores.calibration()) {
      GrayImage image = CalibrationImages.read(row.image(), CalibrationImages.PER_MILLE);
      double score = metric().score(image, null).score();
      // The reference halves the image in double precision.
      all.assertThat(score)
          .as(row.image())
          .isCloseTo(row.of("brisque_live_float32kernel"), within(1e-5));
      // Stock code is single precision throughout, which flat areas amplify.
      double flat = row.of("flat_fraction_scale1");
      all.assertThat(score)
          .as(row.image())
          .isCloseTo(
              row.of("brisque_pyiqa_stock"), within(flat < 1e-4 ? 0.05 : flat < 0.03 ? 0.25 : 5));
    }
    all.assertAll();
  }

  /** Top left crops of the reference image I08; scores of IQA-PyTorch in single precision. */
  @ParameterizedTest
  @CsvSource({
    "95, 95, 19.660",
    "96, 96, 19.306",
    "191, 96, 22.472",
    "192, 192, 15.844",
    "224, 224, 11.504",
    "250, 250, 9.591",
    "400, 250, -0.942",
    "512, 384, 1.682"
  })
  void agreesWithStockIqaPyTorchOnCrops(int width, int height, double expected) {
    GrayImage image = i08().crop(0, 0, width, height);
    assertThat(metric().score(image, null).score()).isCloseTo(expected, within(0.05));
  }

  /**
   * Scores of IQA-PyTorch of three equal channels. Their weighted sum rounds half levels either
   * way; at a quarter of the brightness these are a quarter of the pixels, below it flat areas add
   * to the spread.
   */
  @ParameterizedTest
  @CsvSource({"0.5, 3.64, 0.01", "0.25, 10.99, 0.15", "0.1, 23.29, 0.15", "0.05, 36.79, 0.45"})
  void dependsOnBrightness(float factor, double expected, double tolerance) {
    GrayImage dark = i08();
    for (int i = 0; i < dark.pixels().length; i++) {
      dark.pixels()[i] *= factor;
    }
    assertThat(metric().score(dark, null).score()).isCloseTo(expected, within(tolerance));
  }

  /** A tenth of the reference image I08, not rounded; scores of IQA-PyTorch. */
  @ParameterizedTest
  @CsvSource({"3, 23.29", "1, 24.06"})
  void roundsPixelsOfThreeChannelsOnly(String channels, double expected) {
    GrayImage dark = i08();
    for (int i = 0; i < dark.pixels().length; i++) {
      dark.pixels()[i] *= 0.1f;
    }
    QualityMetric metric = LiveBrisque.metric("brisque/live-pyiqa:channels=" + channels);
    assertThat(metric.score(dark, null).score()).isCloseTo(expected, within(0.15));
  }

  /** 1.3 times the image: IQA-PyTorch keeps overshoot, MATLAB cannot hold it. */
  @Test
  void keepsOvershoot() {
    GrayImage bright = i08();
    for (int i = 0; i < bright.pixels().length; i++) {
      bright.pixels()[i] *= 1.3f;
    }
    assertThat(metric().score(bright, null).score()).isCloseTo(2.44, within(0.1));
    // A score of IQA-PyTorch: in the burnt areas, which are flat, its noise is not set to zero.
    assertThat(LiveBrisque.metric("brisque/live").score(bright, null).score())
        .isCloseTo(21.63, within(2.5));
  }

  @Test
  void refusesAnotherNumberOfChannels() {
    assertThatThrownBy(() -> LiveBrisque.metric("brisque/live-pyiqa:channels=2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Parameter 'channels' of brisque/live-pyiqa@1 is '2'; expected 1 or 3");
  }

  private static GrayImage i08() {
    return CalibrationImages.read("ref_dir/I08", CalibrationImages.PER_MILLE);
  }
}
