package io.spikelake.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.image.GrayImage;
import io.spikelake.quality.opencv.OpenCvBrisqueFeatures;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BrisqueOpenCvTest extends QualityMetricContract {

  /** OpenCV rounds 774 kernel values, each times up to 1024, to single precision. */
  private static final double ROUNDING_OF_OPENCV = 0.002;

  @Override
  protected QualityMetric metric() {
    QualityModels models = QualityModels.bundled();
    return QualityMetrics.create(QualityMetrics.resolve("brisque/opencv", models), models);
  }

  /** A row of the file, which its README describes. */
  record Golden(String pattern, GrayImage image, double score, float[] features) {
    static Golden parse(String line) {
      String[] cells = line.split(",");
      float[] features = new float[OpenCvBrisqueFeatures.COUNT];
      for (int i = 0; i < features.length; i++) {
        features[i] = Float.parseFloat(cells[4 + i]);
      }
      int width = Integer.parseInt(cells[1]);
      int height = Integer.parseInt(cells[2]);
      return new Golden(
          cells[0], Patterns.of(cells[0], width, height), Double.parseDouble(cells[3]), features);
    }

    @Override
    public String toString() {
      return pattern + " " + image;
    }
  }

  static List<Golden> goldens() {
    try (InputStream in =
        BrisqueOpenCvTest.class.getResourceAsStream("opencv/brisque-features.csv")) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return text.lines().skip(1).map(Golden::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void hasTheFeaturesOfOpenCvToTheLastBit(Golden golden) {
    float[] pixels = golden.image.pixels().clone();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = Math.round(255 * pixels[i]) * (1 / 255f);
    }
    assertThat(new OpenCvBrisqueFeatures().of(pixels, golden.image.width(), golden.image.height()))
        .containsExactly(golden.features);
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void scoresAsOpenCvDoes(Golden golden) {
    assertThat(metric().score(golden.image, null).score())
        .isCloseTo(golden.score, within(ROUNDING_OF_OPENCV));
  }

  @Test
  void agreesWithOpenCvOnAllCalibrationImages() {
    SoftAssertions all = new SoftAssertions();
    for (ReferenceScores.Row row : ReferenceScores.calibration()) {
      GrayImage image = CalibrationImages.read(row.image(), CalibrationImages.PER_MILLE);
      all.assertThat(metric().score(image, null).score())
          .as(row.image())
          .isCloseTo(row.of("brisque_opencv46"), within(ROUNDING_OF_OPENCV));
    }
    all.assertAll();
  }

  /** The regression alone gives -2.5 for the first. */
  @ParameterizedTest
  @CsvSource({"dist_dir/I04, 0", "ref_dir/I04, 0"})
  void isClampedAtTheBestScore(String image, double score) {
    GrayImage grey = CalibrationImages.read(image, CalibrationImages.PER_MILLE);
    assertThat(metric().score(grey, null).score()).isEqualTo(score);
  }

  @ParameterizedTest
  @CsvSource({"13, 64, TOO_SMALL", "64, 13, TOO_SMALL", "14, 64, OK", "64, 14, OK"})
  void needsAHalfSizeImageOfAWindow(int width, int height, MetricStatus status) {
    assertThat(metric().score(Patterns.tex(width, height), null).status()).isEqualTo(status);
  }
}
