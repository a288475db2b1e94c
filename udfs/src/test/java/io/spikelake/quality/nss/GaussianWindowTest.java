package io.spikelake.quality.nss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GaussianWindowTest {

  /** Bits of {@code k / k.sum()} in numpy 2.4.6: signs in flat areas hang on the last of them. */
  @Test
  void hasTheBitsOfTheReferenceWeights() {
    double[] weights = GaussianWindow.DOUBLE.weights();
    assertThat(weights[0]).isEqualTo(0x1.4ad805ce81344p-13);
    assertThat(weights[2]).isEqualTo(0x1.86a8865c4c6d2p-9);
    assertThat(weights[3 * 7 + 1]).isEqualTo(0x1.ba83b9de5989ep-6);
    assertThat(weights[3 * 7 + 3]).isEqualTo(0x1.e0db00311d7f2p-4);
  }

  @Test
  void isSymmetric() {
    for (GaussianWindow window : GaussianWindow.values()) {
      double[] weights = window.weights();
      for (int y = 0; y < 7; y++) {
        for (int x = 0; x < 7; x++) {
          assertThat(weights[y * 7 + x]).isEqualTo(weights[x * 7 + y]);
          assertThat(weights[y * 7 + x]).isEqualTo(weights[(6 - y) * 7 + 6 - x]);
        }
      }
    }
  }

  @Test
  void sumsToOneUpToItsPrecision() {
    assertThat(Arrays.stream(GaussianWindow.DOUBLE.weights()).sum()).isCloseTo(1, within(1e-15));
    double excess = Arrays.stream(GaussianWindow.SINGLE.weights()).sum() - 1;
    assertThat(excess).isCloseTo(1.135e-8, within(1e-11));
  }
}
