package io.spikelake.jobs.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.spikelake.djl.NetworkReconstructor;
import io.spikelake.djl.NetworkSettings;
import io.spikelake.pack.ModelPack;
import io.spikelake.reconstruct.BatchReconstructor;
import io.spikelake.spike.RowOrder;
import io.spikelake.testing.Spikes;
import io.spikelake.testing.TestPacks;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The gauges that executors show. */
class NetworkMetricsPluginTest {

  private static Map<String, Object> values(MetricRegistry registry) {
    return registry.getGauges().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, gauge -> gauge.getValue().getValue()));
  }

  @Test
  void showWhatNetworksHaveDoneAndThatNothingIsHeld() throws Exception {
    MetricRegistry registry = new MetricRegistry();
    NetworkMetricsPlugin.register(registry);
    Map<String, Object> before = values(registry);
    assertThat(before)
        .containsOnlyKeys(
            "ndarray_live", "native_bytes", "inference_ms", "device_busy_ms", "network_frames");
    ModelPack pack = TestPacks.pack(TestPacks.ONNX);
    int frames = pack.manifest().reconstructor().window().frames();
    try (NetworkReconstructor network =
        NetworkReconstructor.open(pack, NetworkSettings.oneThread())) {
      BatchReconstructor.Prepared window =
          network.prepare(
              Spikes.random(7, 0.3, frames, 12, 16, RowOrder.TOP_DOWN),
              pack.manifest().reconstructor().window().before());
      network.reconstruct(List.of(window));
    }
    Map<String, Object> after = values(registry);
    assertThat((Long) after.get("network_frames"))
        .isEqualTo((Long) before.get("network_frames") + 1);
    assertThat(after).containsEntry("ndarray_live", 0L);
  }
}
