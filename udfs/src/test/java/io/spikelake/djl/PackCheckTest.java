package io.spikelake.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.files.Sha256;
import io.spikelake.pack.ModelPack;
import io.spikelake.testing.TestPacks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackCheckTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        TestPacks.ONNX,
        TestPacks.TORCHSCRIPT,
        TestPacks.SIGNED,
        TestPacks.RECURRENT,
        TestPacks.FIXED,
        TestPacks.METRIC,
        TestPacks.PAIR_METRIC,
        TestPacks.CLASSIFIER
      })
  void passesPacksThatDoWhatTheySay(String name) throws IOException {
    PackCheck.Result result =
        PackCheck.verify(TestPacks.pack(name).allowingTorchScript(), ComputeDevice.CPU);
    assertThat(result.largestDifference()).isBetween(0.0, 1e-6);
    assertThat(result.device()).isEqualTo(ComputeDevice.CPU);
    assertThat(result.milliseconds()).isPositive();
  }

  @Test
  void refusesAnotherOutputThanTheGoldenOne() throws IOException {
    byte[] golden = TestPacks.files(TestPacks.ONNX).get("golden/output.npy").clone();
    int at = golden.length - 4 * 120 + 4 * 37;
    ByteBuffer values = ByteBuffer.wrap(golden).order(ByteOrder.LITTLE_ENDIAN);
    float value = values.getFloat(at);
    values.putFloat(at, value + 0.00011f);
    assertThatThrownBy(() -> check(TestPacks.ONNX, Map.of("golden/output.npy", golden)))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "Pack tiny-onnx/example@1:pack=[0-9a-f]{12} from tiny-onnx fails its check on cpu: .*")
        .hasMessageContaining("value 37 of the output is ")
        .hasMessageContaining(
            ", in golden/output.npy %s; expected a difference of 1.0E-4 at most"
                .formatted(value + 0.00011f));
    values.putFloat(at, value + 0.00009f);
    assertThat(check(TestPacks.ONNX, Map.of("golden/output.npy", golden)).largestDifference())
        .isBetween(0.000089, 0.000091);
    values.putFloat(at, Float.NaN);
    assertThatThrownBy(() -> check(TestPacks.ONNX, Map.of("golden/output.npy", golden)))
        .hasMessageContaining("in golden/output.npy NaN; expected a difference of");
  }

  @Test
  void comparesLargeValuesByTheirSize() throws IOException {
    // Values of about 100 and a tolerance of 0.001: 0.05 is within, 0.15 is not.
    byte[] golden = TestPacks.files(TestPacks.FIXED).get("golden/output.npy").clone();
    int at = golden.length - 4 * 120;
    ByteBuffer values = ByteBuffer.wrap(golden).order(ByteOrder.LITTLE_ENDIAN);
    float value = values.getFloat(at);
    assertThat(value).isBetween(98f, 137f);
    values.putFloat(at, value + 0.05f);
    assertThat(check(TestPacks.FIXED, Map.of("golden/output.npy", golden)).largestDifference())
        .isBetween(0.05 / 140, 0.05 / 95);
    values.putFloat(at, value + 0.15f);
    assertThatThrownBy(() -> check(TestPacks.FIXED, Map.of("golden/output.npy", golden)))
        .hasMessageContaining("value 0 of the output is");
  }

  @ParameterizedTest(name = "{0}: {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tiny-onnx      | "tensor": "INPUT__0"     | "tensor": "x"            | the network takes the tensors [INPUT__0]; its contract says [x]
          tiny-onnx      | "tensor": "OUTPUT__0"    | "tensor": "y"            | no output 'y'; the network gives [OUTPUT__0]
          tiny-recurrent | "output": "STATE_OUT__1" | "output": "STATE_OUT__0" | state 'STATE_OUT__0' has the shape [1, 3, 10, 12]; its contract says [1, 2, 5, 6]
          tiny-recurrent | "H/2"                    | "H/3"                    | fails its check on cpu: Error code - ORT_FAIL
          tiny-onnx      | "multiple": 1            | "multiple": 8            | golden/input.npy has the shape [1, 4, 10, 12]; its contract says 1 steps of 4 channels of any height x any width, multiples of 8 and 8
          tiny-fixed     | "height": 10             | "height": 11             | golden/input.npy has the shape [1, 3, 10, 12]; its contract says 1 steps of 3 channels of 11 x 12, multiples of 1 and 1
          tiny-torchscript | "top": 0             | "top": 1                 | output has the shape [1, 1, 10, 12]; its contract says [1, 1, 9, 12]
          tiny-classifier| "height": 8              | "height": 9              | an image has the shape [1, 1, 8, 8]; its contract says 1 channels of 9 x 8
          """)
  void refusesNetworksThatBreakTheirContract(
      String name, String said, String instead, String message) {
    String json = new String(TestPacks.files(name).get("pack.json"), StandardCharsets.UTF_8);
    assertThat(json).contains(said);
    int at = json.indexOf(said);
    String changed = json.substring(0, at) + instead + json.substring(at + said.length());
    assertThatThrownBy(
            () -> check(name, Map.of("pack.json", changed.getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Pack " + name + "/example@1:pack=")
        .hasMessageContaining(message);
  }

  @Test
  void refusesWhatIsNoNetwork() {
    byte[] model = "not a network".getBytes(StandardCharsets.UTF_8);
    String json =
        new String(TestPacks.files(TestPacks.ONNX).get("pack.json"), StandardCharsets.UTF_8)
            .replaceAll("\"sha256\": \"[0-9a-f]+\"", "\"sha256\": \"" + Sha256.of(model) + "\"");
    assertThatThrownBy(
            () ->
                check(
                    TestPacks.ONNX,
                    Map.of(
                        "model.onnx", model, "pack.json", json.getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(
            "from tiny-onnx cannot be loaded on cpu: the engine OnnxRuntime refuses it: ");
  }

  /** Loads a changed pack; a golden output is no part of the digest, so the cache is left out. */
  private static PackCheck.Result check(String name, Map<String, byte[]> changed)
      throws IOException {
    ModelPack pack = TestPacks.pack(name, changed);
    LoadedNetwork network = new LoadedNetwork(pack, ComputeDevice.CPU, 1);
    try (Lane lane = network.newLane()) {
      return PackCheck.run(pack, ComputeDevice.CPU, lane);
    } finally {
      network.model().close();
    }
  }
}
