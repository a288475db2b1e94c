package io.spikelake.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against integers of any size. */
class FixedPointTest {

  private static final BigDecimal STEPS = BigDecimal.valueOf(2).pow(60);

  private static BigInteger exact(long high, long low) {
    BigInteger unsigned = new BigInteger(Long.toUnsignedString(low));
    return BigInteger.valueOf(high).shiftLeft(64).add(unsigned);
  }

  private static BigInteger rounded(double value) {
    return new BigDecimal(value)
        .multiply(STEPS)
        .setScale(0, RoundingMode.HALF_EVEN)
        .toBigIntegerExact();
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        -0.0,
        1,
        -1,
        0x1p-60,
        -0x1p-60,
        0x1p-61,
        -0x1p-61,
        0x1.8p-60,
        4.9e-324,
        0.1,
        -0.1,
        16,
        -16,
        15.999999999999998,
        0x1p3,
        0x1.fffffffffffffp3,
        13.276,
        1e20,
        -1e20,
        0x1.fffffffffffffp66
      })
  void numbersAreRoundedToTheNearestStep(double value) {
    long high = FixedPoint.high(value);
    long low = FixedPoint.low(value);
    assertThat(exact(high, low)).isEqualTo(rounded(value));
    assertThat(FixedPoint.toDouble(high, low))
        .isEqualTo(new BigDecimal(rounded(value)).divide(STEPS).doubleValue());
  }

  @Test
  void randomNumbersAreTooAndComeBackRoundedOnce() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      double value = (random.nextDouble() - 0.5) * Math.scalb(1.0, random.nextInt(130) - 63);
      assertThat(exact(FixedPoint.high(value), FixedPoint.low(value))).isEqualTo(rounded(value));
      long high = random.nextLong() >> random.nextInt(64);
      long low = random.nextInt(4) == 0 ? 1L << random.nextInt(64) : random.nextLong();
      double expected = new BigDecimal(exact(high, low)).divide(STEPS).doubleValue();
      assertThat(FixedPoint.toDouble(high, low)).as("%x %x", high, low).isEqualTo(expected);
    }
  }

  @Test
  void carriesAreThoseOfTheFullProduct() {
    Random random = new Random(12);
    for (int i = 0; i < 1000; i++) {
      long factor = random.nextInt(256);
      long low = random.nextLong();
      assertThat(exact(FixedPoint.carry(factor, low), factor * low))
          .isEqualTo(BigInteger.valueOf(factor).multiply(exact(0, low)));
    }
  }
}
