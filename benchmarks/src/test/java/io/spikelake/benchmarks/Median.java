package io.spikelake.benchmarks;

import java.util.Arrays;

/** The middle of some measurements. */
final class Median {

  private Median() {}

  /**
   * @param values one or more; not modified
   */
  static double of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
