package io.spikelake.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.image.GrayImage;
import io.spikelake.pack.ModelPack;
import io.spikelake.quality.MetricResult;
import io.spikelake.quality.MetricSet;
import io.spikelake.quality.MetricStatus;
import io.spikelake.testing.TestPacks;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkMetricTest {

  private static NetworkMetric open(ModelPack pack) {
    return NetworkMetric.open(pack, NetworkSettings.oneThread());
  }

  private static NetworkMetric open(String pack) {
    return open(TestPacks.pack(pack));
  }

  /** {@code (a x x + b y + c x y) mod 32 / 31}. */
  private static GrayImage image(int width, int height, int a, int b, int c) {
    float[] pixels = new float[width * height];
    for (int i = 0; i < pixels.length; i++) {
      int x = i % width;
      int y = i / width;
      pixels[i] = (a * x * x + b * y + c * x * y) % 32 / 31f;
    }
    return new GrayImage(width, height, pixels);
  }

  private static final GrayImage IMAGE = image(14, 9, 11, 7, 3);
  private static final GrayImage REFERENCE = image(14, 9, 5, 9, 1);

  @AfterEach
  void leavesNothingOpen() {
    assertThat(NetworkGauges.snapshot().liveTensors()).isZero();
    assertThat(NetworkGauges.snapshot().nativeBytes()).isZero();
  }

  @Test
  void scoresAsAnIndependentProgramDoes() {
    // numpy 2.4.6 and ONNX Runtime 1.30.0.
    try (NetworkMetric one = open(TestPacks.METRIC);
        NetworkMetric pair = open(TestPacks.PAIR_METRIC)) {
      assertThat(one.score(IMAGE, null).score()).isCloseTo(0.13973968, within(1e-6));
      assertThat(pair.score(IMAGE, REFERENCE).score()).isCloseTo(0.16506664, within(1e-6));
      assertThat(pair.score(IMAGE, IMAGE).score()).isZero();
      assertThat(one.needsReference()).isFalse();
      assertThat(pair.needsReference()).isTrue();
      assertThat(one.lowerIsBetter()).isFalse();
      assertThat(pair.lowerIsBetter()).isTrue();
      assertThat(one.score(IMAGE, null)).isEqualTo(one.score(IMAGE, REFERENCE));
    }
  }

  @Test
  void saysWhyThereIsNoScore() {
    float[] bad = IMAGE.pixels().clone();
    bad[77] = Float.NaN;
    GrayImage nan = new GrayImage(14, 9, bad);
    try (NetworkMetric one = open(TestPacks.METRIC);
        NetworkMetric pair = open(TestPacks.PAIR_METRIC);
        NetworkMetric classifier = open(TestPacks.CLASSIFIER)) {
      assertThat(pair.score(IMAGE, null).status()).isEqualTo(MetricStatus.NO_REFERENCE);
      assertThat(pair.score(IMAGE, image(9, 14, 1, 1, 1)).status())
          .isEqualTo(MetricStatus.SIZE_MISMATCH);
      assertThat(one.score(nan, null).status()).isEqualTo(MetricStatus.NOT_FINITE);
      assertThat(pair.score(IMAGE, nan).status()).isEqualTo(MetricStatus.NOT_FINITE);
      assertThat(pair.score(nan, REFERENCE).status()).isEqualTo(MetricStatus.NOT_FINITE);
      assertThat(classifier.score(IMAGE, null).status()).isEqualTo(MetricStatus.NO_LABEL);
      assertThat(classifier.score(IMAGE, null, "cat").status()).isEqualTo(MetricStatus.NO_LABEL);
      assertThat(classifier.score(nan, null, "car").status()).isEqualTo(MetricStatus.NOT_FINITE);
    }
  }

  @Test
  void hasNoScoreForASizeThatTheNetworkDoesNotTake() {
    String json =
        new String(TestPacks.files(TestPacks.CLASSIFIER).get("pack.json"), StandardCharsets.UTF_8)
            .replace("\"resize\": \"bilinear\"", "\"resize\": null");
    try (NetworkMetric classifier =
        open(
            TestPacks.pack(
                TestPacks.CLASSIFIER,
                Map.of("pack.json", json.getBytes(StandardCharsets.UTF_8))))) {
      assertThat(classifier.score(IMAGE, null, "car").status())
          .isEqualTo(MetricStatus.SIZE_MISMATCH);
      assertThat(classifier.score(image(8, 8, 1, 1, 1), null, "car").score()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"car", "doll", "fan"})
  void scoresAClassifierByTheLabel(String label) {
    // Inner products by numpy 2.4.6 and ONNX Runtime 1.30.0, resized by PyTorch 2.13.0: car 0.78,
    // doll 0.00, fan -0.63.
    try (NetworkMetric classifier = open(TestPacks.CLASSIFIER)) {
      assertThat(classifier.needsLabel()).isTrue();
      assertThat(classifier.score(IMAGE, null, label).score())
          .isEqualTo(label.equals("car") ? 1 : 0);
    }
    byte[] classes = TestPacks.files(TestPacks.CLASSIFIER).get("classes.npy").clone();
    int from = classes.length - 3 * 4 * Float.BYTES;
    for (int i = from + 3; i < classes.length; i += Float.BYTES) {
      classes[i] ^= (byte) 0x80;
    }
    // With all signs turned the fan is the nearest.
    try (NetworkMetric turned =
        open(TestPacks.pack(TestPacks.CLASSIFIER, Map.of("classes.npy", classes)))) {
      assertThat(turned.score(IMAGE, null, label).score()).isEqualTo(label.equals("fan") ? 1 : 0);
    }
  }

  @Test
  void goesIntoASetOfMetrics() {
    try (NetworkMetric one = open(TestPacks.METRIC);
        NetworkMetric classifier = open(TestPacks.CLASSIFIER)) {
      MetricSet set = new MetricSet(List.of(one, classifier));
      assertThat(set.score(IMAGE, null, "car"))
          .containsExactly(one.score(IMAGE, null), MetricResult.ok(1, Double.NaN, 0));
      assertThat(set.score(IMAGE, null).get(1).status()).isEqualTo(MetricStatus.NO_LABEL);
    }
  }

  @Test
  void refusesPacksThatMakeFrames() {
    assertThatThrownBy(() -> open(TestPacks.ONNX))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Pack tiny-onnx/example makes frames; expected a metric");
  }
}
