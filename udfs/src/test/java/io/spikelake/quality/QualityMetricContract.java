package io.spikelake.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.image.GrayImage;
import io.spikelake.variant.VariantId;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every metric must do. A subclass names its metric; if that needs a reference image, a copy
 * of less contrast serves as one, which differs from every constant image too.
 */
abstract class QualityMetricContract {

  /** A new instance at every call. */
  protected abstract QualityMetric metric();

  /** What a constant image gives; some metrics define a score for it. */
  protected MetricStatus statusOfConstantImage() {
    return MetricStatus.CONSTANT;
  }

  @Test
  void scoresATexturedImage() {
    MetricResult result = score(metric(), texture(250, 200, 1));
    assertThat(result.status()).isEqualTo(MetricStatus.OK);
    assertThat(result.score()).isFinite();
  }

  @Test
  void hasACompleteIdThatReadsBack() {
    VariantId id = metric().id();
    assertThat(VariantId.parse(id.toString())).isEqualTo(id);
  }

  @Test
  void givesTheSameResultAgainAndFromAFreshInstance() {
    QualityMetric metric = metric();
    GrayImage image = texture(230, 210, 2);
    MetricResult first = score(metric, image);
    score(metric, texture(301, 199, 3));
    assertThat(score(metric, image)).isEqualTo(first);
    assertThat(score(metric(), image)).isEqualTo(first);
  }

  @Test
  void leavesItsInputAlone() {
    GrayImage image = texture(200, 200, 4);
    GrayImage reference = duller(image);
    GrayImage imageBefore = copy(image);
    GrayImage referenceBefore = copy(reference);
    metric().score(image, reference);
    assertThat(image).isEqualTo(imageBefore);
    assertThat(reference).isEqualTo(referenceBefore);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 200", "200, 1", "2, 3", "7, 7", "12, 12", "15, 17", "95, 300", "300, 95"})
  void givesAResultForSmallAndNarrowImages(int width, int height) {
    MetricResult result = score(metric(), texture(width, height, 5));
    assertThat(result.status()).isNotNull();
    assertThat(Double.isFinite(result.score())).isEqualTo(result.status() == MetricStatus.OK);
  }

  @ParameterizedTest
  @ValueSource(floats = {0f, 0.5f, 1f})
  void givesADefinedResultForAConstantImage(float level) {
    float[] pixels = new float[200 * 200];
    Arrays.fill(pixels, level);
    MetricResult result = score(metric(), new GrayImage(200, 200, pixels));
    assertThat(result.status()).isEqualTo(statusOfConstantImage());
  }

  @Test
  void hasNoScoreForAnImageThatIsInfiniteThroughout() {
    float[] pixels = new float[200 * 200];
    Arrays.fill(pixels, Float.POSITIVE_INFINITY);
    MetricResult result = score(metric(), new GrayImage(200, 200, pixels));
    assertThat(result.status()).isEqualTo(MetricStatus.NOT_FINITE);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void hasNoScoreForAnImageThatIsNotFinite(float bad) {
    float[] pixels = texture(200, 200, 6).pixels().clone();
    pixels[200 * 37 + 91] = bad;
    MetricResult result = score(metric(), new GrayImage(200, 200, pixels));
    assertThat(result.status()).isEqualTo(MetricStatus.NOT_FINITE);
  }

  private static MetricResult score(QualityMetric metric, GrayImage image) {
    return metric.score(image, metric.needsReference() ? duller(image) : null);
  }

  private static GrayImage duller(GrayImage image) {
    float[] pixels = image.pixels().clone();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = Float.isFinite(pixels[i]) ? 0.01f + 0.9f * pixels[i] : 0.5f;
    }
    return new GrayImage(image.width(), image.height(), pixels);
  }

  private static GrayImage copy(GrayImage image) {
    return new GrayImage(image.width(), image.height(), image.pixels().clone());
  }

  /** Waves with noise, in 0.1..0.9: no flat area at any scale. */
  static GrayImage texture(int width, int height, long seed) {
    Random random = new Random(seed);
    float[] pixels = new float[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double wave = Math.sin(x / 9.0) * Math.cos(y / 7.0 + x / 31.0);
        pixels[y * width + x] = (float) (0.5 + 0.25 * wave + 0.15 * (random.nextDouble() - 0.5));
      }
    }
    return new GrayImage(width, height, pixels);
  }
}
