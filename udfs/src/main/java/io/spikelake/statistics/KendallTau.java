package io.spikelake.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How far two scores agree on an order: Kendall's tau-b.
 *
 * <p>{@code (C - D) / sqrt((P - X)(P - Y))}: of all P pairs, C are ordered alike by both scores and
 * D oppositely; X and Y tie in the one and in the other. 1 for the same order, -1 for the reverse.
 * A score of which less is better is negated by the caller, where agreement on quality is meant.
 *
 * <p>Takes {@code n log n} steps: Knight, "A Computer Method for Calculating Kendall's Tau with
 * Ungrouped Data", Journal of the American Statistical Association 61(314), 1966.
 *
 * @param tau in -1..1; NaN, which is undefined, where one of the scores has no two different values
 * @param n how many pairs of scores it rests on
 */
public record KendallTau(double tau, int n) {

  /**
   * @param x scores in any order; not modified
   * @param y the other scores of the same things in the same order; not modified
   * @throws IllegalArgumentException if the lengths differ or a score is NaN
   */
  public static KendallTau of(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "Scores of %d things and of %d; expected two scores of each"
              .formatted(x.length, y.length));
    }
    Scores.requireNumbers("Score", x);
    Scores.requireNumbers("Score", y);
    int n = x.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted((a, b) -> x[a] != x[b] ? Double.compare(x[a], x[b]) : compare(y[a], y[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    long tiedInX = 0;
    long tiedInBoth = 0;
    int sameX = 0;
    int sameBoth = 0;
    for (int i = 1; i < n; i++) {
      boolean equalX = x[order[i]] == x[order[i - 1]];
      sameX = equalX ? sameX + 1 : 0;
      sameBoth = equalX && y[order[i]] == y[order[i - 1]] ? sameBoth + 1 : 0;
      // The next of a run makes a pair with each one before it.
      tiedInX += sameX;
      tiedInBoth += sameBoth;
    }
    double[] byX = Arrays.stream(order).mapToDouble(i -> y[i]).toArray();
    long discordant = sort(byX, new double[n], 0, n);
    long tiedInY = 0;
    for (int i = 1, sameY = 0; i < n; i++) {
      sameY = byX[i] == byX[i - 1] ? sameY + 1 : 0;
      tiedInY += sameY;
    }
    long pairs = (long) n * (n - 1) / 2;
    if (tiedInX == pairs || tiedInY == pairs) {
      return new KendallTau(Double.NaN, n);
    }
    long excess = pairs - tiedInX - tiedInY + tiedInBoth - 2 * discordant;
    double tau =
        excess / Math.sqrt((double) (pairs - tiedInX)) / Math.sqrt((double) (pairs - tiedInY));
    return new KendallTau(Math.max(-1, Math.min(1, tau)), n);
  }

  /** As numbers: -0 and 0 tie. */
  private static int compare(double a, double b) {
    return a == b ? 0 : Double.compare(a, b);
  }

  /** Sorts by merging, and counts the pairs that stood in the wrong order. */
  private static long sort(double[] values, double[] scratch, int from, int to) {
    if (to - from < 2) {
      return 0;
    }
    int middle = (from + to) >>> 1;
    long swaps = sort(values, scratch, from, middle) + sort(values, scratch, middle, to);
    System.arraycopy(values, from, scratch, from, to - from);
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      if (right == to || (left < middle && scratch[left] <= scratch[right])) {
        values[i] = scratch[left++];
      } else {
        values[i] = scratch[right++];
        swaps += middle - left;
      }
    }
    return swaps;
  }
}
