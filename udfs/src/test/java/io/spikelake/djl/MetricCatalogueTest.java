package io.spikelake.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.pack.ModelPack;
import io.spikelake.quality.QualityMetric;
import io.spikelake.quality.QualityMetrics;
import io.spikelake.quality.QualityModels;
import io.spikelake.testing.TestPacks;
import io.spikelake.variant.VariantId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class MetricCatalogueTest {

  private static final ModelPack PACK = TestPacks.pack(TestPacks.METRIC);
  private static final QualityModels MODELS = QualityModels.bundled();

  private static final MetricCatalogue METRICS =
      MetricCatalogue.of(
          TestPacks.library(
              TestPacks.ONNX, TestPacks.METRIC, TestPacks.PAIR_METRIC, TestPacks.CLASSIFIER));

  @Test
  void hasAllMetricsAndTheNetworksThatScore() {
    assertThat(METRICS.all())
        .hasSize(QualityMetrics.registry().variants().size() + 3)
        .contains(PACK.id())
        .doesNotContain(TestPacks.pack(TestPacks.ONNX).id());
  }

  @Test
  void resolvesBothKinds() {
    assertThat(METRICS.resolve("tiny-metric", MODELS)).isEqualTo(PACK.id());
    for (String typed : new String[] {"niqe", "psnr/spike-zoo", "brisque"}) {
      assertThat(METRICS.resolve(typed, MODELS)).isEqualTo(QualityMetrics.resolve(typed, MODELS));
    }
    assertThatThrownBy(() -> METRICS.resolve("lpips", MODELS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Unknown metric 'lpips'; known are niqe/")
        .hasMessageContaining(PACK.id().toString());
  }

  @Test
  void knowsWhatMetricsNeedWithoutAnEngine() {
    int loads = NetworkCache.loads();
    VariantId classifier = METRICS.resolve("tiny-classifier", MODELS);
    assertThat(METRICS.lowerIsBetter(PACK.id())).isFalse();
    assertThat(METRICS.lowerIsBetter(METRICS.resolve("tiny-pair-metric", MODELS))).isTrue();
    assertThat(METRICS.lowerIsBetter(METRICS.resolve("niqe", MODELS))).isTrue();
    assertThat(METRICS.lowerIsBetter(METRICS.resolve("ssim", MODELS))).isFalse();
    assertThat(METRICS.needsLabel(classifier)).isTrue();
    assertThat(METRICS.needsLabel(PACK.id())).isFalse();
    assertThat(METRICS.isAvailable(classifier, MODELS)).isTrue();
    assertThat(METRICS.isAvailable(VariantId.parse("niqe/live@2"), MODELS)).isFalse();
    assertThat(METRICS.pack(METRICS.resolve("niqe", MODELS))).isEmpty();
    assertThat(NetworkCache.loads()).isEqualTo(loads);
  }

  @Test
  void makesMetrics() throws Exception {
    QualityMetric psnr =
        METRICS.create(METRICS.resolve("psnr", MODELS), MODELS, NetworkSettings.oneThread());
    assertThat(psnr.needsReference()).isTrue();
    QualityMetric network = METRICS.create(PACK.id(), MODELS, NetworkSettings.oneThread());
    assertThat(network.id()).isEqualTo(PACK.id());
    ((NetworkMetric) network).close();
  }

  @Test
  void travelsToExecutors() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(METRICS);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(((MetricCatalogue) in.readObject()).all()).isEqualTo(METRICS.all());
    }
  }
}
