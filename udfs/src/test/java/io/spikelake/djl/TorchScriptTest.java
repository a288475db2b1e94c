package io.spikelake.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spikelake.files.Sha256;
import io.spikelake.image.GrayImage;
import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackFormat;
import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeStream;
import io.spikelake.testing.Goldens;
import io.spikelake.testing.Spikes;
import io.spikelake.testing.TestPacks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TorchScriptTest {

  private static final ModelPack TORCHSCRIPT =
      TestPacks.pack(TestPacks.TORCHSCRIPT).allowingTorchScript();

  /** The same network as ONNX, in a pack that says nothing else otherwise. */
  private static ModelPack onnx() throws IOException {
    try (InputStream in =
        TorchScriptTest.class.getResourceAsStream(TestPacks.TORCHSCRIPT + ".onnx")) {
      byte[] model = in.readAllBytes();
      String json =
          new String(TORCHSCRIPT.files().get("pack.json"), StandardCharsets.UTF_8)
              .replace("\"torchscript\"", "\"onnx\"")
              .replace(TORCHSCRIPT.manifest().sha256(), Sha256.of(model));
      return TestPacks.pack(
          TestPacks.TORCHSCRIPT,
          Map.of("pack.json", json.getBytes(StandardCharsets.UTF_8), "model.onnx", model));
    }
  }

  @Test
  void givesTheFramesOfTheSameNetworkAsOnnx() throws IOException {
    assertThat(onnx().manifest().format()).isEqualTo(PackFormat.ONNX);
    SpikeStream stream = Spikes.uneven(21, 30, 37, 53, RowOrder.BOTTOM_UP);
    try (NetworkReconstructor torch =
            NetworkReconstructor.open(TORCHSCRIPT, NetworkSettings.oneThread());
        NetworkReconstructor onnx =
            NetworkReconstructor.open(onnx(), NetworkSettings.oneThread())) {
      for (int key = 5; key < 15; key++) {
        GrayImage frame = torch.reconstruct(stream, key);
        float[] expected = onnx.reconstruct(stream, key).pixels();
        assertThat(Goldens.largestDifference(frame.pixels(), expected)).isLessThan(1e-5);
      }
    }
  }

  @Test
  void isNotLoadedUnlessAllowed() {
    ModelPack pack = TestPacks.pack(TestPacks.TORCHSCRIPT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PackCheck.verify(pack, ComputeDevice.CPU))
        .withMessageStartingWith("Pack " + pack + " may not run: it is TorchScript");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkReconstructor.open(pack, NetworkSettings.oneThread()))
        .withMessageStartingWith("Pack " + pack + " may not run: it is TorchScript");
  }

  @Test
  void givesTheSameBitsAtEveryCall() {
    // PyTorch would otherwise compile the network anew after its second call.
    SpikeStream stream = Spikes.uneven(21, 30, 37, 53, RowOrder.BOTTOM_UP);
    try (NetworkReconstructor torch =
        NetworkReconstructor.open(TORCHSCRIPT, NetworkSettings.oneThread())) {
      GrayImage first = torch.reconstruct(stream, 10);
      for (int i = 0; i < 6; i++) {
        assertThat(torch.reconstruct(stream, 10)).isEqualTo(first);
      }
    }
  }
}
