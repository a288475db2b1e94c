package io.spikelake.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariantRegistryTest {

  private static final VariantRegistry<Void, String> REGISTRY =
      new VariantRegistry<>(
          "method",
          List.of(
              variant("tfp", "spike-zoo", 1, Map.of("window", "41")),
              variant("tfp", "spike-zoo", 2, Map.of("window", "41", "edge", "cut")),
              variant("tfp", "spikecv", 1, Map.of("half", "20"))));

  private static Variant<Void, String> variant(
      String name, String variant, int version, Map<String, String> defaults) {
    return new Variant<>(name, variant, version, defaults, "", (id, none) -> "made " + id);
  }

  @ParameterizedTest
  @CsvSource({
    "tfp, tfp/spike-zoo@2:edge=cut:window=41",
    "tfp@1, tfp/spike-zoo@1:window=41",
    "tfp:window=21, tfp/spike-zoo@2:edge=cut:window=21",
    "tfp:window=21:edge=keep, tfp/spike-zoo@2:edge=keep:window=21",
    "tfp/spikecv, tfp/spikecv@1:half=20",
    "tfp/spikecv@1:half=5, tfp/spikecv@1:half=5"
  })
  void completesWhatIsTyped(String typed, String complete) {
    VariantId id = REGISTRY.resolve(typed);
    assertThat(id).hasToString(complete);
    assertThat(VariantId.parse(complete)).isEqualTo(id);
    assertThat(REGISTRY.create(id, null)).isEqualTo("made " + complete);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tfp/", "tfp@", "tfp@x", "tfp:window", "tfp:=3", "tfp:window=", "/a"})
  void refusesMalformedIds(String text) {
    assertThatThrownBy(() -> REGISTRY.resolve(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Malformed id '" + text + "'");
  }

  @Test
  void namesWhatThereIsWhenAskedForSomethingElse() {
    assertThatThrownBy(() -> REGISTRY.resolve("wgse"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Unknown method 'wgse'; known are tfp/spike-zoo@1:window=41,"
                + " tfp/spike-zoo@2:edge=cut:window=41, tfp/spikecv@1:half=20");
    assertThatThrownBy(() -> REGISTRY.resolve("tfp@3"))
        .hasMessageStartingWith("Unknown method 'tfp@3'");
    assertThatThrownBy(() -> REGISTRY.resolve("tfp/spikecv:window=3"))
        .hasMessage("tfp/spikecv@1 has no parameter 'window'; it has [half]");
    assertThatThrownBy(() -> REGISTRY.resolve("tfp:window=1:window=2"))
        .hasMessage("Parameter 'window' is given twice in 'tfp:window=1:window=2'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tfp:window=$(reboot)", "tfp:window=a b", "tfp:window=;ls"})
  void refusesShellMetacharacters(String text) {
    assertThatThrownBy(() -> REGISTRY.resolve(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Parameter value");
  }
}
