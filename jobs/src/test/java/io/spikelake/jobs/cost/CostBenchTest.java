package io.spikelake.jobs.cost;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.djl.Methods;
import io.spikelake.djl.NetworkSettings;
import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackLibrary;
import io.spikelake.pack.Padding;
import io.spikelake.testing.TestPacks;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** On a clock that moves 10 ms at each look, so that a run takes 10 ms and a warm-up is short. */
class CostBenchTest {

  private final AtomicLong now = new AtomicLong();

  private MethodCost measure(String method, String pack, int height, int width) throws IOException {
    return measure(method, TestPacks.pack(pack), height, width);
  }

  private MethodCost measure(String method, ModelPack pack, int height, int width)
      throws IOException {
    Methods methods = Methods.of(PackLibrary.empty().with(pack));
    CostBench bench =
        new CostBench(
            methods,
            NetworkSettings.oneThread(),
            new CostBench.Options(height, width, 3, 600_000_000, 2),
            () -> now.addAndGet(10_000_000));
    return bench.measure(methods.resolve(method));
  }

  @Test
  void aNetworkHasWhatItsGraphSaysAtTheMeasuredSize() throws IOException {
    MethodCost cost = measure("tiny-onnx", TestPacks.ONNX, 28, 36);
    assertThat(cost.method().toString()).startsWith("tiny-onnx/example@1:pack=");
    assertThat(cost.parameters()).isEqualTo(277);
    assertThat(cost.graph().counted().height()).isEqualTo(40);
    assertThat(cost.graph().here().height()).isEqualTo(28);
    // 0.001 for 44 x 52 with the padding, which is 32 x 40 here.
    assertThat(cost.graph().here().gmacs()).isCloseTo(0.001 * (32 * 40) / (44 * 52), within(1e-12));
    MethodCost.Setup setup = cost.setup();
    assertThat(setup.device()).isEqualTo("cpu");
    assertThat(setup.deviceName()).isNotBlank();
    assertThat(setup.engine()).startsWith("OnnxRuntime 1.");
    assertThat(setup.height()).isEqualTo(28);
    assertThat(setup.width()).isEqualTo(36);
    assertThat(setup.precision()).isEqualTo("float32");
    assertThat(setup.threads()).isEqualTo(1);
    assertThat(setup.planes()).isEqualTo(8);
    assertThat(setup.padding()).isEqualTo("graph 2+2 rows, 2+2 columns");
    assertThat(cost.latency().runs()).isEqualTo(3);
    assertThat(cost.latency().mean()).isEqualTo(10);
    assertThat(cost.best().batch()).as("as fast as one frame on this clock").isEqualTo(2);
    assertThat(cost.best().framesPerSecond()).isCloseTo(200, within(1e-9));
  }

  @Test
  void aNetworkOfOneSizeIsMeasuredAtIt() throws IOException {
    MethodCost cost = measure("tiny-fixed", TestPacks.FIXED, 250, 400);
    assertThat(cost.setup().height()).isEqualTo(10);
    assertThat(cost.setup().width()).isEqualTo(12);
    assertThat(cost.graph().here()).isEqualTo(cost.graph().counted());
  }

  @Test
  void paddingBySpikeLakeIsNamed() {
    Padding padding =
        TestPacks.pack(TestPacks.TORCHSCRIPT).manifest().reconstructor().window().padding();
    assertThat(CostBench.text(padding)).isEqualTo("mirror 0+2 rows, 0+0 columns");
  }

  @Test
  void aClosedFormMethodHasNothingLearnedAndOneThread() throws IOException {
    MethodCost cost = measure("tfp:window=401", TestPacks.ONNX, 16, 24);
    assertThat(cost.parameters()).isZero();
    assertThat(cost.graph()).isNull();
    assertThat(cost.values())
        .containsEntry("gmacs", null)
        .containsEntry("peak_memory_mb", null)
        .containsEntry("method", "tfp/spike-zoo@1:window=401")
        .containsEntry("planes", 401L)
        .containsEntry("threads", 1)
        .containsEntry("device", "cpu")
        .containsEntry("padding", "none")
        .containsEntry("batch", 1);
    assertThat(cost.setup().engine()).contains("Vector API");
  }

  @Test
  void aMethodOfTheWholeRecordingReadsAllPlanes() throws IOException {
    assertThat(measure("tfi/eq5", TestPacks.ONNX, 16, 24).setup().planes()).isEqualTo(301);
  }

  @Test
  void aSizeThatANetworkDoesNotTakeIsRefused() {
    String manifest = new String(TestPacks.files(TestPacks.ONNX).get("pack.json"), UTF_8);
    ModelPack fours =
        TestPacks.pack(
            TestPacks.ONNX,
            Map.of(
                "pack.json",
                manifest.replace("\"multiple\": 1", "\"multiple\": 4").getBytes(UTF_8)));
    assertThatThrownBy(() -> measure("tiny-onnx", fours, 18, 24))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("takes tensors whose height is a multiple of 4")
        .hasMessageContaining("18x24");
  }
}
