package io.spikelake.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's correction of several tests made at once: with adjusted p-values below alpha taken for
 * significant, the probability that any of them is so by chance stays below alpha, whatever the
 * tests have to do with each other. Holm, "A Simple Sequentially Rejective Multiple Test
 * Procedure", Scandinavian Journal of Statistics 6(2), 1979.
 */
public final class Holm {

  private Holm() {}

  /**
   * The i-th smallest of m p-values becomes the largest of {@code (m - j + 1) p(j)} for j up to i,
   * 1 at most.
   *
   * @param pValues in any order; not modified
   * @return the adjusted p-values in the order of the p-values; empty for none
   * @throws IllegalArgumentException if one is not in 0..1
   */
  public static double[] adjusted(double[] pValues) {
    Scores.requireNumbers("P-value", pValues);
    int m = pValues.length;
    int[] order =
        IntStream.range(0, m)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[m];
    double largest = 0;
    for (int i = 0; i < m; i++) {
      double p = pValues[order[i]];
      if (p < 0 || p > 1) {
        throw new IllegalArgumentException(
            "P-value %d of %d is %s; expected 0 to 1".formatted(order[i], m, p));
      }
      largest = Math.max(largest, Math.min(1, (m - i) * p));
      adjusted[order[i]] = largest;
    }
    return adjusted;
  }
}
