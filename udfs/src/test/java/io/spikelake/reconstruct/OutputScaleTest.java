package io.spikelake.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputScaleTest {

  @ParameterizedTest
  @CsvSource({
    "FIRING_RATE, 0.6, rate=0.6",
    "FIRING_RATE, 1, rate=1",
    "DISPLAY, 0.6, clip",
    "DISPLAY, , clip",
    "RELATIVE, 0.6, minmax",
    "RELATIVE, , minmax"
  })
  void decidesTheTone(OutputScale scale, Double whiteRate, String tone) {
    OptionalDouble rate = whiteRate == null ? OptionalDouble.empty() : OptionalDouble.of(whiteRate);
    assertThat(scale.defaultTone(rate)).hasToString(tone);
  }

  @Test
  void neverGuessesTheRateOfWhite() {
    assertThatThrownBy(() -> OutputScale.FIRING_RATE.defaultTone(OptionalDouble.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rate of white of these recordings is unknown")
        .hasMessageContaining("--white-rate R")
        .hasMessageContaining("--tone none, minmax or clip");
  }
}
