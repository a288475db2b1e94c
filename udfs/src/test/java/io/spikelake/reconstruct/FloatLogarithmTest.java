package io.spikelake.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloatLogarithmTest {

  @ParameterizedTest
  @ValueSource(floats = {Float.MIN_NORMAL, 1e-9f, 0.5f, 0.9999999f, 1f, 1.0000001f, 2f, 3.4e38f})
  void isTheRoundedLogarithm(float x) {
    float expected = (float) StrictMath.log(x);
    float tolerance = Math.max(Math.ulp(expected), 1e-15f);
    assertThat(FloatLogarithm.ln(x)).isCloseTo(expected, within(tolerance));
  }

  /** Every mantissa of some binades: wrong in the last bit at most, and that hardly ever. */
  @Test
  void isTheRoundedLogarithmOfEveryMantissa() {
    for (int exponent : new int[] {-30, -5, -2, 3}) {
      int wrong = 0;
      for (int mantissa = 0; mantissa < 1 << 23; mantissa += 7) {
        float x = Float.intBitsToFloat(exponent + 127 << 23 | mantissa);
        float expected = (float) StrictMath.log(x);
        float actual = FloatLogarithm.ln(x);
        if (actual != expected) {
          assertThat(Math.abs(actual - expected)).isLessThanOrEqualTo(Math.ulp(expected));
          wrong++;
        }
      }
      assertThat(wrong).as("exponent %d", exponent).isLessThan(3);
    }
  }

  @Test
  void growsWithItsArgument() {
    SplittableRandom random = new SplittableRandom(1);
    for (int n = 0; n < 100_000; n++) {
      float x = (float) random.nextDouble(1e-6, 1);
      assertThat(FloatLogarithm.ln(Math.nextUp(x))).isGreaterThanOrEqualTo(FloatLogarithm.ln(x));
    }
  }
}
