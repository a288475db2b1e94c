package io.spikelake.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantilesTest {

  private static final double[] VALUES = {7.5, -3, 0.25, 19, 4, 4, 1e3};

  /** numpy.quantile of NumPy 2.4.6. */
  @ParameterizedTest
  @CsvSource({
    "0, -3",
    "0.025, -2.5125",
    "0.1, -1.05",
    "0.25, 2.125",
    "0.5, 4",
    "0.9, 411.4",
    "0.975, 852.85",
    "1, 1000"
  })
  void agreesWithNumpy(double q, double expected) {
    assertThat(Quantiles.of(VALUES, q)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void leavesTheValuesAsTheyAre() {
    double[] values = VALUES.clone();
    Quantiles.of(values, 0.3);
    assertThat(values).isEqualTo(VALUES);
  }

  @Test
  void equalInfinitiesStayWhatTheyAre() {
    double infinite = Double.POSITIVE_INFINITY;
    assertThat(Quantiles.of(new double[] {infinite, infinite}, 0.5)).isEqualTo(infinite);
    assertThat(Quantiles.of(new double[] {1, infinite}, 0)).isEqualTo(1);
  }

  @Test
  void noValuesNoNumbersAndNoShareAreRefused() {
    assertThatThrownBy(() -> Quantiles.of(new double[0], 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No values; a quantile needs one or more");
    assertThatThrownBy(() -> Quantiles.of(new double[] {1, Double.NaN}, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Value 1 of 2 is NaN; leave out what has no score");
    assertThatThrownBy(() -> Quantiles.of(VALUES, 1.01))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Quantile 1.01; expected 0 to 1");
  }
}
