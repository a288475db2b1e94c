package io.spikelake.quality.nss;

/** A row of numbers and the sign of each: -1, 0 or 1. */
final class SignedRow {

  /** Far below any number of a map, so that adding it changes none but zero. */
  private static final double TINY = 1e-300;

  double[] values = new double[0];
  double[] signs = new double[0];

  void resize(int length) {
    values = Planes.atLeast(values, length);
    signs = Planes.atLeast(signs, length);
  }

  /** Without comparisons, which would be mispredicted every other time. */
  void updateSigns(int length) {
    for (int x = 0; x < length; x++) {
      signs[x] = values[x] / (Math.abs(values[x]) + TINY);
    }
  }
}
