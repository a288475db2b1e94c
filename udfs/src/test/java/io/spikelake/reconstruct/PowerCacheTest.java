package io.spikelake.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PowerCacheTest {

  /** Twice, so that numbers are found again, and more of them than there are slots. */
  @Test
  void isThePowerWhetherRememberedOrNot() {
    PowerCache cache = new PowerCache(1 / 3.5);
    for (int round = 0; round < 2; round++) {
      SplittableRandom random = new SplittableRandom(1);
      for (int n = 0; n < 50_000; n++) {
        double number = random.nextDouble(255);
        assertThat(cache.of(number) == StrictMath.pow(number, 1 / 3.5)).as("%s", number).isTrue();
      }
    }
    assertThat(cache.of(0)).isZero();
  }
}
