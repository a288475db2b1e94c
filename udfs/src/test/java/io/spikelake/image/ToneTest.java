package io.spikelake.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToneTest {

  private static float[] apply(String tone, float... pixels) {
    float[] before = pixels.clone();
    float[] toned = Tone.parse(tone).apply(new GrayImage(pixels.length, 1, pixels)).pixels();
    assertThat(pixels).as("the input").containsExactly(before);
    return toned;
  }

  @ParameterizedTest
  @CsvSource({
    "none, none",
    "clip, clip",
    "minmax, minmax",
    "rate=0.6, rate=0.6",
    "rate=0.60, rate=0.6",
    "rate=6e-1, rate=0.6",
    "rate=1.0, rate=1",
    "rate=1, rate=1",
    "rate=0.00001, rate=1.0E-5"
  })
  void haveOneSpelling(String typed, String canonical) {
    Tone tone = Tone.parse(typed);
    assertThat(tone).hasToString(canonical);
    assertThat(Tone.parse(canonical)).isEqualTo(tone);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gamma", "rate", "Clip", "rate:0.6"})
  void refuseUnknownNames(String typed) {
    assertThatThrownBy(() -> Tone.parse(typed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Unknown tone '%s'; expected none, clip, minmax or rate=R".formatted(typed));
  }

  @ParameterizedTest
  @CsvSource({
    "rate=0, White rate '0' is not a positive number of spikes per plane",
    "rate=-0.6, White rate '-0.6' is not a positive number of spikes per plane",
    "rate=NaN, White rate 'NaN' is not a positive number of spikes per plane",
    "rate=Infinity, White rate 'Infinity' is not a positive number of spikes per plane",
    "rate=1e-60, White rate '1.0E-60' is not a positive number of spikes per plane",
    "rate=x, White rate 'x' is not a number of spikes per plane",
    "rate=, White rate '' is not a number of spikes per plane"
  })
  void refuseRatesThatAreNone(String typed, String message) {
    assertThatThrownBy(() -> Tone.parse(typed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void noneKeepsOvershoot() {
    assertThat(apply("none", -0.5f, 0.25f, 3)).containsExactly(-0.5f, 0.25f, 3);
  }

  @Test
  void clipLimits() {
    assertThat(apply("clip", -0.5f, 0, 0.25f, 1, 3)).containsExactly(0, 0, 0.25f, 1, 1);
  }

  @Test
  void rateDividesThenLimits() {
    assertThat(apply("rate=0.6", -0.1f, 0, 0.3f, 0.6f, 0.9f))
        .containsExactly(0, 0, 0.3f / 0.6f, 1, 1);
  }

  /** 3/41 divided by 0.6 is not 5/41 times the inverse in single precision. */
  @Test
  void rateDividesAsTheReferenceDoes() {
    float pixel = 3 / 41f;
    assertThat(pixel / 0.6f).isNotEqualTo(pixel * (1 / 0.6f));
    assertThat(apply("rate=0.6", pixel)).containsExactly(pixel / 0.6f);
  }

  @Test
  void minmaxStretches() {
    assertThat(apply("minmax", 2, 4, 3)).containsExactly(0, 1, 0.5f);
    assertThat(apply("minmax", -3, -3)).containsExactly(0, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "clip", "rate=0.6", "minmax"})
  void neverHideAPixelThatIsNoNumber(String tone) {
    assertThat(apply(tone, 0.25f, Float.NaN, 0.5f)).contains(Float.NaN);
  }
}
