package io.spikelake.jobs.leaderboard;

import io.spikelake.statistics.Quantiles;

/**
 * Describes some numbers. Sums are taken in ascending order and compensated (Neumaier 1974), so
 * that they depend on the numbers alone.
 *
 * @param sorted in ascending order
 * @param mean NaN of none
 * @param deviation sample standard deviation; NaN of fewer than two
 */
record Summary(double[] sorted, double mean, double deviation) {

  static Summary of(double[] sorted) {
    int n = sorted.length;
    double mean = n == 0 ? Double.NaN : sum(sorted) / n;
    if (n < 2) {
      return new Summary(sorted, mean, Double.NaN);
    }
    double[] squares = new double[n];
    for (int i = 0; i < n; i++) {
      squares[i] = (sorted[i] - mean) * (sorted[i] - mean);
    }
    return new Summary(sorted, mean, Math.sqrt(sum(squares) / (n - 1)));
  }

  private static double sum(double[] values) {
    double sum = 0;
    double lost = 0;
    for (double value : values) {
      double next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
      sum = next;
    }
    return sum + lost;
  }

  int size() {
    return sorted.length;
  }

  /** NaN of none. */
  double median() {
    return size() == 0 ? Double.NaN : Quantiles.ofSorted(sorted, 0.5);
  }

  /**
   * Quantiles 0, 1 / steps, ... 1.
   *
   * @return empty of none
   */
  double[] quantiles(int steps) {
    double[] quantiles = new double[size() == 0 ? 0 : steps + 1];
    for (int i = 0; i < quantiles.length; i++) {
      quantiles[i] = Quantiles.ofSorted(sorted, (double) i / steps);
    }
    return quantiles;
  }
}
