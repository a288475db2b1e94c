package io.spikelake.quality.nss;

import java.util.Arrays;

/** Sums over the numbers of each column of a band, from which {@link Moments} are made. */
final class ColumnMoments {

  /** Squares of {@code |v| - v}: four times the squares of the numbers below zero. */
  double[] left = new double[0];

  /** Squares of {@code |v| + v}: four times the squares of the numbers above zero. */
  double[] right = new double[0];

  double[] magnitudes = new double[0];

  /** Numbers above zero less those below. */
  double[] signs = new double[0];

  /** Numbers other than zero. */
  double[] counts = new double[0];

  void clear(int length) {
    left = Planes.atLeast(left, length);
    right = Planes.atLeast(right, length);
    magnitudes = Planes.atLeast(magnitudes, length);
    signs = Planes.atLeast(signs, length);
    counts = Planes.atLeast(counts, length);
    Arrays.fill(left, 0, length, 0);
    Arrays.fill(right, 0, length, 0);
    Arrays.fill(magnitudes, 0, length, 0);
    Arrays.fill(signs, 0, length, 0);
    Arrays.fill(counts, 0, length, 0);
  }

  /**
   * Adds up columns from the left.
   *
   * @param size how many numbers the columns have, zeros included
   */
  Moments sum(int from, int to, long size) {
    double leftSum = 0;
    double rightSum = 0;
    double magnitude = 0;
    double sign = 0;
    double count = 0;
    for (int x = from; x < to; x++) {
      leftSum += left[x];
      rightSum += right[x];
      magnitude += magnitudes[x];
      sign += signs[x];
      count += counts[x];
    }
    long above = (long) (count + sign) / 2;
    return new Moments(size, (long) count - above, above, leftSum / 4, rightSum / 4, magnitude);
  }
}
