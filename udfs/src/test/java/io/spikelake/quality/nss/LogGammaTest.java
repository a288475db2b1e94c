package io.spikelake.quality.nss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogGammaTest {

  /** scipy 1.17.1, {@code special.gammaln}. */
  @ParameterizedTest
  @CsvSource({
    "0.1, 2.252712651734206", "0.3, 1.0957979948180756", "0.5, 0.5723649429247",
    "1, 0", "1.5, -0.12078223763524526", "2.5, 0.2846828704729192",
    "5, 3.1780538303479458", "10, 12.801827480081469", "15, 25.191221182738683"
  })
  void equalsTheReference(double x, double expected) {
    assertThat(LogGamma.of(x)).isCloseTo(expected, within(1.5e-14));
  }

  @Test
  void obeysTheRecurrenceAcrossTheShift() {
    for (double x = 0.05; x < 20; x += 0.05) {
      assertThat(LogGamma.of(x + 1) - LogGamma.of(x))
          .as("x = %s", x)
          .isCloseTo(Math.log(x), within(3e-14));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void refusesWhatIsNotPositive(double x) {
    assertThatThrownBy(() -> LogGamma.of(x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Log-gamma is computed for positive numbers only: " + x);
  }
}
