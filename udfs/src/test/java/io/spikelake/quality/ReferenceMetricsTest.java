package io.spikelake.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.image.GrayImage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceMetricsTest {

  private static final List<String> ALL =
      List.of(
          "mse/standard",
          "psnr/standard",
          "psnr/spike-zoo",
          "ssim/standard",
          "ssim/gaussian",
          "ssim/spike-zoo");

  private static QualityMetric metric(String id) {
    QualityModels models = QualityModels.bundled();
    return QualityMetrics.create(QualityMetrics.resolve(id, models), models);
  }

  private static MetricResult score(String id, GrayImage image, GrayImage reference) {
    return metric(id).score(image, reference);
  }

  private static GrayImage constant(int width, int height, double level) {
    float[] pixels = new float[width * height];
    Arrays.fill(pixels, (float) level);
    return new GrayImage(width, height, pixels);
  }

  private static GrayImage noise(int width, int height, int seed) {
    float[] pixels = new float[width * height];
    Random random = new Random(seed);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    return new GrayImage(width, height, pixels);
  }

  @ParameterizedTest
  @CsvSource({
    "mse, mse/standard@1",
    "psnr, psnr/standard@1",
    "psnr/spike-zoo, psnr/spike-zoo@1",
    "ssim, ssim/standard@1",
    "ssim/gaussian, ssim/gaussian@1",
    "ssim/spike-zoo, ssim/spike-zoo@1"
  })
  void areRegistered(String typed, String id) {
    assertThat(metric(typed).id()).hasToString(id);
    assertThat(metric(typed).needsReference()).isTrue();
    assertThat(metric(typed).lowerIsBetter()).isEqualTo(typed.equals("mse"));
  }

  @Test
  void sayWhyThereIsNoScore() {
    GrayImage image = noise(20, 16, 1);
    GrayImage broken = noise(20, 16, 2);
    broken.pixels()[7] = Float.NaN;
    for (String id : ALL) {
      assertThat(score(id, image, null).status()).isEqualTo(MetricStatus.NO_REFERENCE);
      assertThat(score(id, image, noise(16, 20, 1)).status()).isEqualTo(MetricStatus.SIZE_MISMATCH);
      assertThat(score(id, image, broken).status()).isEqualTo(MetricStatus.NOT_FINITE);
      assertThat(score(id, broken, image).status()).isEqualTo(MetricStatus.NOT_FINITE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ssim/standard, 6, 7, TOO_SMALL",
    "ssim/standard, 7, 6, TOO_SMALL",
    "ssim/standard, 7, 7, OK",
    "ssim/spike-zoo, 6, 9, TOO_SMALL",
    "ssim/spike-zoo, 7, 7, OK",
    "ssim/gaussian, 10, 11, TOO_SMALL",
    "ssim/gaussian, 11, 11, OK",
    "psnr, 1, 1, OK",
    "mse, 1, 1, OK"
  })
  void needAWholeWindow(String id, int width, int height, MetricStatus status) {
    assertThat(score(id, noise(width, height, 3), noise(width, height, 4)).status())
        .isEqualTo(status);
  }

  @Test
  void knowEqualImages() {
    GrayImage image = noise(15, 12, 5);
    assertThat(score("mse", image, image).score()).isZero();
    assertThat(score("psnr", image, image).status()).isEqualTo(MetricStatus.IDENTICAL);
    assertThat(score("psnr/spike-zoo", image, image).status()).isEqualTo(MetricStatus.IDENTICAL);
    for (String id : new String[] {"ssim/standard", "ssim/gaussian", "ssim/spike-zoo"}) {
      assertThat(score(id, image, image).score()).isCloseTo(1, within(1e-12));
    }
  }

  /** An error of 0.1 everywhere is 0.01 squared, 20 dB. */
  @Test
  void agreeWithPaperAndPencil() {
    GrayImage image = constant(9, 9, 0.25);
    GrayImage reference = constant(9, 9, 0.35);
    assertThat(score("mse", image, reference).score()).isCloseTo(0.01, within(1e-8));
    assertThat(score("psnr", image, reference).score()).isCloseTo(20, within(1e-5));
    assertThat(score("psnr/spike-zoo", image, reference).score()).isCloseTo(20, within(1e-5));
    double luminance = (2 * 0.25 * 0.35 + 1e-4) / (0.25 * 0.25 + 0.35 * 0.35 + 1e-4);
    assertThat(score("ssim", image, reference).score()).isCloseTo(luminance, within(1e-7));
  }

  @Test
  void spikeZooPsnrLosesSixDecibelsWhereNoPixelIsDark() {
    GrayImage bright = constant(9, 9, 0.5);
    GrayImage reference = constant(9, 9, 0.6);
    double standard = score("psnr", bright, reference).score();
    assertThat(score("psnr/spike-zoo", bright, reference).score())
        .isCloseTo(standard - 20 * Math.log10(2), within(1e-5));
    GrayImage withDark = constant(9, 9, 0.5);
    withDark.pixels()[0] = 0.499f;
    assertThat(score("psnr/spike-zoo", withDark, reference).score())
        .isCloseTo(score("psnr", withDark, reference).score(), within(1e-5));
  }

  @Test
  void spikeZooLimitsToBlackAndWhite() {
    GrayImage over = noise(20, 20, 6);
    GrayImage limited = noise(20, 20, 6);
    for (int i = 0; i < over.pixels().length; i += 7) {
      over.pixels()[i] = i % 2 == 0 ? 1.7f : -0.4f;
      limited.pixels()[i] = i % 2 == 0 ? 1f : 0f;
    }
    GrayImage reference = noise(20, 20, 7);
    for (String id : new String[] {"psnr/spike-zoo", "ssim/spike-zoo"}) {
      assertThat(score(id, over, reference)).isEqualTo(score(id, limited, reference));
    }
    assertThat(score("psnr", over, reference)).isNotEqualTo(score("psnr", limited, reference));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void ssimEqualsTheDefinitionWindowByWindow(int seed) {
    Random random = new Random(seed);
    int width = 11 + random.nextInt(9);
    int height = 11 + random.nextInt(9);
    GrayImage x = noise(width, height, seed);
    GrayImage y = noise(width, height, -seed);
    double[] uniform = new double[7];
    Arrays.fill(uniform, 1);
    double[] gaussian = new double[11];
    for (int i = 0; i < 11; i++) {
      gaussian[i] = Math.exp(-(i - 5) * (i - 5) / 4.5);
    }
    String description = "seed %d, %dx%d".formatted(seed, width, height);
    assertThat(score("ssim/standard", x, y).score())
        .as(description)
        .isCloseTo(plainSsim(x, y, 1, 0, uniform, 49 / 48.0), within(1e-12));
    assertThat(score("ssim/gaussian", x, y).score())
        .as(description)
        .isCloseTo(plainSsim(x, y, 255, 0, gaussian, 1), within(1e-12));
    assertThat(score("ssim/spike-zoo", x, y).score())
        .as(description)
        .isCloseTo(plainSsim(x, y, 2, -1, uniform, 49 / 48.0), within(1e-12));
  }

  private static double plainSsim(
      GrayImage x, GrayImage y, double range, double black, double[] weights, double factor) {
    int side = weights.length;
    double sum = 0;
    int windows = 0;
    for (int top = 0; top + side <= x.height(); top++) {
      for (int left = 0; left + side <= x.width(); left++) {
        sum += plainWindow(x, y, left, top, range, black, weights, factor);
        windows++;
      }
    }
    return sum / windows;
  }

  private static double plainWindow(
      GrayImage x,
      GrayImage y,
      int left,
      int top,
      double range,
      double black,
      double[] weights,
      double factor) {
    int side = weights.length;
    double[] w = new double[side * side];
    double[] a = new double[side * side];
    double[] b = new double[side * side];
    for (int i = 0; i < w.length; i++) {
      w[i] = weights[i % side] * weights[i / side];
      a[i] = black + range * x.at(left + i % side, top + i / side);
      b[i] = black + range * y.at(left + i % side, top + i / side);
    }
    double[] ones = new double[w.length];
    Arrays.fill(ones, 1);
    double total = weightedSum(w, ones, 0, ones, 0);
    double ma = weightedSum(w, a, 0, ones, 0) / total;
    double mb = weightedSum(w, b, 0, ones, 0) / total;
    double va = factor * weightedSum(w, a, ma, a, ma) / total;
    double vb = factor * weightedSum(w, b, mb, b, mb) / total;
    double covariance = factor * weightedSum(w, a, ma, b, mb) / total;
    double c1 = Math.pow(0.01 * range, 2);
    double c2 = Math.pow(0.03 * range, 2);
    return (2 * ma * mb + c1) * (2 * covariance + c2) / ((ma * ma + mb * mb + c1) * (va + vb + c2));
  }

  private static double weightedSum(
      double[] w, double[] a, double meanA, double[] b, double meanB) {
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      sum += w[i] * (a[i] - meanA) * (b[i] - meanB);
    }
    return sum;
  }

  @Nested
  class MseStandard extends ReferenceMetricContract {
    @Override
    protected QualityMetric metric() {
      return ReferenceMetricsTest.metric("mse/standard");
    }
  }

  @Nested
  class PsnrStandard extends ReferenceMetricContract {
    @Override
    protected QualityMetric metric() {
      return ReferenceMetricsTest.metric("psnr/standard");
    }
  }

  @Nested
  class PsnrSpikeZoo extends ReferenceMetricContract {
    @Override
    protected QualityMetric metric() {
      return ReferenceMetricsTest.metric("psnr/spike-zoo");
    }
  }

  @Nested
  class SsimStandard extends ReferenceMetricContract {
    @Override
    protected QualityMetric metric() {
      return ReferenceMetricsTest.metric("ssim/standard");
    }
  }

  @Nested
  class SsimGaussian extends ReferenceMetricContract {
    @Override
    protected QualityMetric metric() {
      return ReferenceMetricsTest.metric("ssim/gaussian");
    }
  }

  @Nested
  class SsimSpikeZoo extends ReferenceMetricContract {
    @Override
    protected QualityMetric metric() {
      return ReferenceMetricsTest.metric("ssim/spike-zoo");
    }
  }

  abstract static class ReferenceMetricContract extends QualityMetricContract {
    /**
     * A constant image has an error like any other; the reference of a black one is equal to it.
     */
    @Override
    protected MetricStatus statusOfConstantImage() {
      return MetricStatus.OK;
    }
  }
}
