package io.spikelake.quality.nss;

import java.util.Arrays;

/**
 * Means under a window that equals its mirror images but is no product of profiles, as weights are
 * that were rounded to single precision. Mirrored rows are added, then mirrored columns, so that 16
 * weights are left of 49.
 */
final class SymmetricMeans implements WindowMeans {

  private static final int RADIUS = GaussianWindow.RADIUS;
  private static final int SIDE = GaussianWindow.SIDE;

  private final double[] weights;
  private final RowKernels kernels = RowKernels.fastest();
  private double[] pairs = new double[0];

  /**
   * @param weights the 49 weights, row-major, symmetric in both axes
   */
  SymmetricMeans(double[] weights) {
    this.weights = weights.clone();
  }

  @Override
  public void of(double[][] rows, int width, double[] means) {
    int length = width + 2 * RADIUS;
    pairs = Planes.atLeast(pairs, length);
    Arrays.fill(means, 0, width, 0);
    for (int row = 0; row < RADIUS; row++) {
      add(rows[row], rows[SIDE - 1 - row], length, pairs);
      addWeighted(pairs, row, width, means);
    }
    addWeighted(rows[RADIUS], RADIUS, width, means);
  }

  private static void add(double[] a, double[] b, int length, double[] sums) {
    for (int x = 0; x < length; x++) {
      sums[x] = a[x] + b[x];
    }
  }

  private void addWeighted(double[] row, int windowRow, int width, double[] means) {
    int at = windowRow * SIDE;
    kernels.addAcross(
        row, width, weights[at], weights[at + 1], weights[at + 2], weights[at + 3], means);
  }
}
