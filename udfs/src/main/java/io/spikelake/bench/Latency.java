package io.spikelake.bench;

import java.util.Arrays;

/**
 * How long single runs took, in milliseconds.
 *
 * @param runs how many
 * @param mean what papers give
 * @param median not moved by a few runs that something else disturbed
 * @param p95 the smallest time that 95 of 100 runs do not exceed
 * @param deviation sample standard deviation; NaN for one run
 */
public record Latency(int runs, double mean, double median, double p95, double deviation) {

  private static final double NANOS_PER_MILLISECOND = 1e6;

  /**
   * @param nanos at least one time
   */
  static Latency of(double[] nanos) {
    double[] sorted = nanos.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double mean = Arrays.stream(sorted).sum() / n;
    double squares = Arrays.stream(sorted).map(t -> (t - mean) * (t - mean)).sum();
    return new Latency(
        n,
        mean / NANOS_PER_MILLISECOND,
        (sorted[(n - 1) / 2] + sorted[n / 2]) / 2 / NANOS_PER_MILLISECOND,
        sorted[(95 * n + 99) / 100 - 1] / NANOS_PER_MILLISECOND,
        Math.sqrt(squares / (n - 1)) / NANOS_PER_MILLISECOND);
  }
}
