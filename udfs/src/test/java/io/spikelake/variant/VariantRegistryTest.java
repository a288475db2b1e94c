package io.spikelake.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariantRegistryTest {

  private static final Parameter WINDOW = Parameter.integer("window", 41, 1, 100);
  private static final Parameter MODEL =
      Parameter.matching("model", "any", Pattern.compile("any|[0-9a-f]{4}"), "any or 4 digits");

  private static final VariantRegistry<Void, String> REGISTRY =
      new VariantRegistry<>(
          "method",
          List.of(
              variant("tfp", "spike-zoo", 1, WINDOW),
              variant("tfp", "spike-zoo", 2, WINDOW, Parameter.oneOf("edge", "cut", "cut", "keep")),
              variant("tfp", "spikecv", 1, Parameter.integer("half", 20, -5, 500)),
              variant("tfi", "rsir", 1, WINDOW, Parameter.number("gamma", 2.20, 0, 1e9)),
              variant("own", "own", 1, MODEL)));

  private static Variant<Void, String> variant(
      String name, String variant, int version, Parameter... parameters) {
    return new Variant<>(
        name, variant, version, List.of(parameters), "", (id, none) -> "made " + id);
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
  @CsvSource({
    "tfp/spikecv:half=41, tfp/spikecv@1:half=41",
    "tfp/spikecv:half=041, tfp/spikecv@1:half=41",
    "tfp/spikecv:half=+41, tfp/spikecv@1:half=41",
    "tfp/spikecv:half=-0, tfp/spikecv@1:half=0",
    "tfp/spikecv:half=-005, tfp/spikecv@1:half=-5",
    "tfi, tfi/rsir@1:gamma=2.2:window=41",
    "tfi:gamma=2.20, tfi/rsir@1:gamma=2.2:window=41",
    "tfi:gamma=02.2, tfi/rsir@1:gamma=2.2:window=41",
    "tfi:gamma=22e-1, tfi/rsir@1:gamma=2.2:window=41",
    "tfi:gamma=2.2f, tfi/rsir@1:gamma=2.2:window=41",
    "tfi:gamma=2.20000000000000000001, tfi/rsir@1:gamma=2.2:window=41",
    "tfi:gamma=2.0, tfi/rsir@1:gamma=2:window=41",
    "tfi:gamma=100, tfi/rsir@1:gamma=100:window=41",
    "tfi:gamma=1e8, tfi/rsir@1:gamma=100000000:window=41",
    "tfi:gamma=-0.0, tfi/rsir@1:gamma=0:window=41",
    "tfi:gamma=1e-5, tfi/rsir@1:gamma=0.00001:window=41",
    "own:model=01ef, own/own@1:model=01ef"
  })
  void givesEveryValueOneSpelling(String typed, String canonical) {
    assertThat(REGISTRY.resolve(typed)).hasToString(canonical);
    assertThat(REGISTRY.resolve(canonical)).hasToString(canonical);
    VariantId asTyped = VariantId.parse(canonical.split(":")[0] + typed.replaceFirst("^[^:]*", ""));
    assertThat(REGISTRY.create(asTyped, null)).isEqualTo("made " + canonical);
  }

  @Test
  void keepsTheSpellingOfWhatIsOnlyParsed() {
    assertThat(VariantId.parse("tfp/spike-zoo@1:window=041"))
        .hasToString("tfp/spike-zoo@1:window=041");
  }

  @ParameterizedTest
  @CsvSource({
    "tfp@1:window=0, window, tfp/spike-zoo@1, an integer in 1..100",
    "tfp@1:window=101, window, tfp/spike-zoo@1, an integer in 1..100",
    "tfp@1:window=4.1, window, tfp/spike-zoo@1, an integer in 1..100",
    "tfp@1:window=99999999999, window, tfp/spike-zoo@1, an integer in 1..100",
    "tfi:gamma=-0.1, gamma, tfi/rsir@1, a number in 0.0..1.0E9",
    "tfi:gamma=NaN, gamma, tfi/rsir@1, a number in 0.0..1.0E9",
    "tfi:gamma=Infinity, gamma, tfi/rsir@1, a number in 0.0..1.0E9",
    "tfi:gamma=two, gamma, tfi/rsir@1, a number in 0.0..1.0E9",
    "tfp:edge=Cut, edge, tfp/spike-zoo@2, cut or keep",
    "own:model=01EF, model, own/own@1, any or 4 digits"
  })
  void refusesAValueThatAParameterDoesNotTake(
      String typed, String parameter, String owner, String expected) {
    String value = typed.substring(typed.indexOf('=') + 1);
    assertThatThrownBy(() -> REGISTRY.resolve(typed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Parameter '%s' of %s is '%s'; expected %s"
                .formatted(parameter, owner, value, expected));
  }

  @Test
  void refusesADefaultThatTheParameterDoesNotTake() {
    assertThatThrownBy(() -> Parameter.integer("window", 0, 1, 100))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Parameter 'window' of its declaration is '0'; expected an integer in 1..100");
  }

  @Test
  void givesValuesByTheirType() {
    VariantId id = REGISTRY.resolve("tfi:window=7");
    assertThat(id.integer("window")).isEqualTo(7);
    assertThat(id.number("gamma")).isEqualTo(2.2);
    assertThat(id.text("gamma")).isEqualTo("2.2");
    assertThatThrownBy(() -> id.text("half"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tfi/rsir@1:gamma=2.2:window=7 lacks parameter 'half'");
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
                + " tfp/spike-zoo@2:edge=cut:window=41, tfp/spikecv@1:half=20,"
                + " tfi/rsir@1:gamma=2.2:window=41, own/own@1:model=any");
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

  @Test
  void aNameThatNeverEndsDoesNotFillTheStack() {
    String name = "a" + "-a".repeat(50_000);
    assertThatThrownBy(() -> VariantId.parse(name + "/x@1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Name of 100001 characters; expected at most 200");
  }
}
