package io.spikelake.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoissonWeightsTest {

  private static byte[] weights(long seed, String recording, int replicates) {
    byte[] weights = new byte[replicates];
    new PoissonWeights(seed).fill(recording, weights);
    return weights;
  }

  /** Expected by integers of any size in Python 3.11, the distribution in 60 decimal digits. */
  @ParameterizedTest
  @CsvSource({
    "0, '', 012324200152001202202201, 0, 1000",
    "1, 0123456789abcdef0123456789abcdef, 121210100221211042000000, 0, 929",
    "-1, 'U-CALTECH/gr\u00f6\u00dfe.npz', 010001330010101112421031, 0, 1002",
    "20240607, 203_part1_key_id151.dat, 002010100120020001220030, 1, 984"
  })
  void weightsAreThoseOfAnIndependentImplementation(
      long seed, String recording, String first, int last, int total) {
    byte[] weights = weights(seed, recording, 1000);
    for (int b = 0; b < first.length(); b++) {
      assertThat(weights[b]).as("replicate %d", b).isEqualTo((byte) (first.charAt(b) - '0'));
    }
    assertThat(weights[999]).isEqualTo((byte) last);
    assertThat(IntStream.range(0, 1000).map(b -> weights[b]).sum()).isEqualTo(total);
  }

  @Test
  void oneWeightIsThatOfTheWholeRow() {
    byte[] weights = weights(42, "recording", 300);
    PoissonWeights same = new PoissonWeights(42);
    for (int b = 0; b < weights.length; b++) {
      assertThat(same.weight("recording", b)).isEqualTo(weights[b]);
    }
  }

  @Test
  void weightsOfFewerReplicatesAreTheFirstOfMore() {
    assertThat(weights(42, "recording", 1000)).startsWith(weights(42, "recording", 100));
  }

  @Test
  void thresholdsAreTheDistributionFunction() {
    MathContext digits = new MathContext(60);
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal term = BigDecimal.ONE;
    BigDecimal e = BigDecimal.ZERO;
    for (int k = 0; k < 50; k++) {
      term = k == 0 ? BigDecimal.ONE : term.divide(BigDecimal.valueOf(k), digits);
      e = e.add(term);
    }
    for (int k = 0; k < PoissonWeights.CUMULATIVE.length; k++) {
      term = k == 0 ? BigDecimal.ONE : term.divide(BigDecimal.valueOf(k), digits);
      sum = sum.add(term);
      BigDecimal expected =
          sum.divide(e, digits)
              .multiply(BigDecimal.valueOf(2).pow(63))
              .setScale(0, RoundingMode.FLOOR);
      assertThat(BigDecimal.valueOf(PoissonWeights.CUMULATIVE[k])).isEqualByComparingTo(expected);
    }
    assertThat(PoissonWeights.CUMULATIVE).hasSize(PoissonWeights.MOST);
  }

  /**
   * Counts of 0, 1, .., 5 and 6 or more among 10^6 weights; the 0.1 % point of 6 degrees is 22.46.
   */
  @Test
  void weightsArePoissonWithMeanOne() {
    long[] seen = new long[7];
    for (int recording = 0; recording < 1000; recording++) {
      for (byte weight : weights(5, "recording-" + recording, 1000)) {
        seen[Math.min(weight, 6)]++;
      }
    }
    double left = 1;
    double probability = Math.exp(-1);
    double chiSquare = 0;
    for (int k = 0; k < 7; k++) {
      double expected = 1e6 * (k < 6 ? probability : left);
      chiSquare += (seen[k] - expected) * (seen[k] - expected) / expected;
      left -= probability;
      probability /= k + 1;
    }
    assertThat(chiSquare).isLessThan(22.46);
  }

  /** Both of 10^6 pairs in 0, 1, 2 and more: the 0.1 % point of 4 degrees of freedom is 18.47. */
  @ParameterizedTest
  @CsvSource({"recording, recordinh", "a, b", "'', 0", "x1, 1x"})
  void recordingsAreIndependentOfEachOther(String first, String second) {
    assertIndependent(weights(9, first, 1_000_000), weights(9, second, 1_000_000));
  }

  @Test
  void seedsAndNeighbouringReplicatesAreIndependent() {
    byte[] weights = weights(9, "recording", 1_000_001);
    assertIndependent(Arrays.copyOf(weights, 1_000_000), Arrays.copyOfRange(weights, 1, 1_000_001));
    assertIndependent(Arrays.copyOf(weights, 1_000_000), weights(10, "recording", 1_000_000));
  }

  private static void assertIndependent(byte[] first, byte[] second) {
    double n = first.length;
    double[][] seen = new double[3][3];
    for (int b = 0; b < first.length; b++) {
      seen[Math.min(first[b], 2)][Math.min(second[b], 2)]++;
    }
    double chiSquare = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double row = seen[i][0] + seen[i][1] + seen[i][2];
        double column = seen[0][j] + seen[1][j] + seen[2][j];
        double expected = row * column / n;
        chiSquare += (seen[i][j] - expected) * (seen[i][j] - expected) / expected;
      }
    }
    assertThat(chiSquare).isLessThan(18.47);
  }
}
