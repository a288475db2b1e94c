package io.spikelake.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackLibrary;
import io.spikelake.reconstruct.OutputScale;
import io.spikelake.reconstruct.Reconstructor;
import io.spikelake.reconstruct.Reconstructors;
import io.spikelake.reconstruct.TemporalSpan;
import io.spikelake.testing.TestPacks;
import io.spikelake.variant.Variant;
import io.spikelake.variant.VariantId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MethodsTest {

  private static final ModelPack PACK = TestPacks.pack(TestPacks.ONNX);

  private static final Methods METHODS =
      Methods.of(TestPacks.library(TestPacks.ONNX, TestPacks.SIGNED, TestPacks.METRIC));

  @Test
  void hasClosedFormMethodsAndNetworksThatMakeFrames() {
    List<VariantId> closedForm =
        Reconstructors.registry().variants().stream().map(Variant::defaultId).toList();
    assertThat(METHODS.all())
        .startsWith(closedForm.toArray(VariantId[]::new))
        .endsWith(PACK.id(), TestPacks.pack(TestPacks.SIGNED).id())
        .hasSize(closedForm.size() + 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-onnx", "tiny-onnx/example", "tiny-onnx/example@1"})
  void completesTheNameOfAPack(String typed) {
    assertThat(METHODS.resolve(typed)).isEqualTo(PACK.id());
    assertThat(METHODS.resolve(PACK.id().toString())).isEqualTo(PACK.id());
    assertThat(METHODS.resolve("tfp")).isEqualTo(Reconstructors.resolve("tfp"));
  }

  @Test
  void refusesOtherNamesAndOtherPacks() {
    assertThatThrownBy(() -> METHODS.resolve("lrn"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Unknown method 'lrn'; known are tfp/spike-zoo@1:window=41, ")
        .hasMessageContaining(PACK.id().toString());
    assertThatThrownBy(() -> METHODS.resolve("tiny-onnx:pack=0123456789ab"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Parameter 'pack' of tiny-onnx/example@1 is '0123456789ab'; expected "
                + PACK.shortDigest());
    assertThatThrownBy(() -> METHODS.resolve("tiny-metric"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Unknown method 'tiny-metric'; known are ");
  }

  @Test
  void refusesAPackThatIsCalledAsAnotherMethod() {
    String json =
        new String(TestPacks.files(TestPacks.ONNX).get("pack.json"), StandardCharsets.UTF_8)
            .replace("\"name\": \"tiny-onnx\"", "\"name\": \"tfp\"")
            .replace("\"release\": \"example\"", "\"release\": \"spike-zoo\"");
    PackLibrary library =
        PackLibrary.empty()
            .with(
                TestPacks.pack(
                    TestPacks.ONNX, Map.of("pack.json", json.getBytes(StandardCharsets.UTF_8))));
    assertThatThrownBy(() -> Methods.of(library))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "tfp/spike-zoo@1:pack=[0-9a-f]{12} from tiny-onnx has the name of a method that is"
                + " built in; give the pack another name or release");
  }

  @Test
  void knowsSpansAndScalesWithoutAnEngine() {
    int loads = NetworkCache.loads();
    VariantId signed = METHODS.resolve("tiny-signed");
    assertThat(METHODS.span(PACK.id())).isEqualTo(TemporalSpan.around(4, 3));
    assertThat(METHODS.span(signed)).isEqualTo(TemporalSpan.around(5, 1));
    assertThat(METHODS.span(METHODS.resolve("tfp"))).isEqualTo(TemporalSpan.around(20, 20));
    assertThat(METHODS.scale(PACK.id())).isEqualTo(OutputScale.RELATIVE);
    assertThat(METHODS.scale(signed)).isEqualTo(OutputScale.DISPLAY);
    assertThat(METHODS.scale(METHODS.resolve("tfp"))).isEqualTo(OutputScale.FIRING_RATE);
    assertThat(NetworkCache.loads()).isEqualTo(loads);
  }

  @Test
  void makesMethods() throws Exception {
    Reconstructor closedForm = METHODS.create(METHODS.resolve("tfp"), NetworkSettings.oneThread());
    assertThat(closedForm.id()).isEqualTo(METHODS.resolve("tfp"));
    assertThat(METHODS.pack(closedForm.id())).isEmpty();
    try (NetworkReconstructor network =
        (NetworkReconstructor) METHODS.create(PACK.id(), NetworkSettings.oneThread())) {
      assertThat(network.id()).isEqualTo(PACK.id());
      assertThat(network.span()).isEqualTo(METHODS.span(PACK.id()));
      assertThat(network.scale()).isEqualTo(METHODS.scale(PACK.id()));
    }
  }

  @Test
  void travelsToExecutors() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(METHODS);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Methods arrived = (Methods) in.readObject();
      assertThat(arrived.all()).isEqualTo(METHODS.all());
      assertThat(arrived.pack(PACK.id()).orElseThrow().digest()).isEqualTo(PACK.digest());
    }
  }
}
