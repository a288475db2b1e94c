package io.spikelake.quality.nss;

/**
 * Some successive rows of a map, and the sign of each number: -1, 0 or 1. Row 0 is the one above
 * the first of those that are summed.
 */
final class SignedRows {

  /** Rows that are summed at once; few enough to stay in the nearest cache. */
  static final int CAPACITY = 8;

  /** Far below any number of a map, so that adding it changes none but zero. */
  private static final double TINY = 1e-300;

  final double[][] values = new double[CAPACITY + 1][0];
  final double[][] signs = new double[CAPACITY + 1][0];

  void resize(int length) {
    for (int row = 0; row <= CAPACITY; row++) {
      values[row] = Planes.atLeast(values[row], length);
      signs[row] = Planes.atLeast(signs[row], length);
    }
  }

  void updateSigns(int row, int length) {
    updateSigns(values[row], signs[row], length);
  }

  /** Without comparisons, which would be mispredicted every other time. */
  private static void updateSigns(double[] values, double[] signs, int length) {
    for (int x = 0; x < length; x++) {
      signs[x] = values[x] / (Math.abs(values[x]) + TINY);
    }
  }

  /** Makes a row the one above the first. */
  void moveToTop(int row) {
    swap(values, row);
    swap(signs, row);
  }

  private static void swap(double[][] rows, int row) {
    double[] top = rows[row];
    rows[row] = rows[0];
    rows[0] = top;
  }
}
