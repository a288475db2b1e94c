package io.spikelake.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HolmTest {

  @Test
  void smallerPValuesAreMultipliedMoreAndNeverOvertakeLargerOnes() {
    assertThat(Holm.adjusted(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-15));
  }

  @Test
  void isAtMostOneAndOneTestStaysAsItIs() {
    assertThat(Holm.adjusted(new double[] {0.9, 0.4, 1})).containsExactly(1, 1, 1);
    assertThat(Holm.adjusted(new double[] {0.25})).containsExactly(0.25);
    assertThat(Holm.adjusted(new double[0])).isEmpty();
  }

  @Test
  void whatIsNoProbabilityIsRefused() {
    assertThatThrownBy(() -> Holm.adjusted(new double[] {0.5, 1.5}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("P-value 1 of 2 is 1.5; expected 0 to 1");
    assertThatThrownBy(() -> Holm.adjusted(new double[] {Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("P-value 0 of 1 is NaN; leave out what has no score");
  }
}
