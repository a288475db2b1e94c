package io.spikelake.statistics;

import java.util.Arrays;

/**
 * Quantiles of a sample, by linear interpolation between order statistics: type 7 of Hyndman and
 * Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50(4), 1996; the
 * default of NumPy and R.
 *
 * <p>With the values in ascending order, {@code x[0] .. x[n-1]}, the quantile q is the value at the
 * position {@code q (n - 1)}.
 */
public final class Quantiles {

  private Quantiles() {}

  /**
   * @param values one or more numbers in any order; not modified
   * @param q in 0..1
   * @throws IllegalArgumentException if there is no value, one is NaN, or q is out of range
   */
  public static double of(double[] values, double q) {
    Scores.requireNumbers("Value", values);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted, q);
  }

  /**
   * The same of values that are in ascending order already, which is not checked.
   *
   * @throws IllegalArgumentException if there is no value or q is out of range
   */
  public static double ofSorted(double[] sorted, double q) {
    if (sorted.length == 0) {
      throw new IllegalArgumentException("No values; a quantile needs one or more");
    }
    if (!(q >= 0 && q <= 1)) {
      throw new IllegalArgumentException("Quantile %s; expected 0 to 1".formatted(q));
    }
    double position = q * (sorted.length - 1);
    int below = (int) position;
    if (below == sorted.length - 1) {
      return sorted[below];
    }
    double fraction = position - below;
    double low = sorted[below];
    double high = sorted[below + 1];
    // Equal neighbours may be infinite, whose difference is no number.
    return low == high || fraction == 0 ? low : low + (high - low) * fraction;
  }
}
