package io.spikelake.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTailTest {

  /** erfc(z / sqrt(2)) of mpmath 1.3.0, to 40 digits. */
  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "0.1, 0.920344325445942037",
    "1, 0.317310507862914103",
    "2, 0.0455002638963584144",
    "2.1213, 0.0338965643820189956",
    "2.2, 0.0278068950269972212",
    "3, 0.00269979606326018905",
    "5, 5.73303143758387823e-7",
    "8, 1.24419211485435682e-15",
    "30, 9.81342785429637412e-198"
  })
  void agreesWithMpmath(double z, double expected) {
    assertThat(NormalTail.twoSided(z)).isCloseTo(expected, within(expected * 1e-14));
    assertThat(NormalTail.twoSided(-z)).isEqualTo(NormalTail.twoSided(z));
  }
}
