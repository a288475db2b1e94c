package io.spikelake.quality.nss;

/**
 * Loops that store to one array each and read every array at one place, which is what C2 of Java 17
 * vectorises.
 */
final class ScalarRowKernels implements RowKernels {

  /** See {@link RowKernels#addProducts}. */
  static final double SPLITTER = 0x1p29 + 1;

  private double[] products = new double[0];
  private double[] signs = new double[0];

  @Override
  public void down(
      double[][] rows, int length, double w0, double w1, double w2, double w3, double[] sums) {
    weigh(rows[3], length, w3, sums);
    addPair(rows[2], rows[4], length, w2, sums);
    addPair(rows[1], rows[5], length, w1, sums);
    addPair(rows[0], rows[6], length, w0, sums);
  }

  private static void weigh(double[] row, int length, double weight, double[] sums) {
    for (int x = 0; x < length; x++) {
      sums[x] = row[x] * weight;
    }
  }

  private static void addPair(double[] a, double[] b, int length, double weight, double[] sums) {
    for (int x = 0; x < length; x++) {
      sums[x] = Math.fma(a[x] + b[x], weight, sums[x]);
    }
  }

  @Override
  public void across(
      double[] row, int length, double w0, double w1, double w2, double w3, double[] sums) {
    for (int x = 0; x < length; x++) {
      double sum = row[x + 3] * w3;
      sum = Math.fma(row[x + 2] + row[x + 4], w2, sum);
      sum = Math.fma(row[x + 1] + row[x + 5], w1, sum);
      sums[x] = Math.fma(row[x] + row[x + 6], w0, sum);
    }
  }

  @Override
  public void addAcross(
      double[] row, int length, double w0, double w1, double w2, double w3, double[] sums) {
    for (int x = 0; x < length; x++) {
      double sum = Math.fma(row[x + 3], w3, sums[x]);
      sum = Math.fma(row[x + 2] + row[x + 4], w2, sum);
      sum = Math.fma(row[x + 1] + row[x + 5], w1, sum);
      sums[x] = Math.fma(row[x] + row[x + 6], w0, sum);
    }
  }

  @Override
  public void addProducts(
      SignedRows rows,
      int count,
      int up,
      int shift,
      boolean rounded,
      int length,
      ColumnMoments sums) {
    products = Planes.atLeast(products, length);
    for (int row = 1; row <= count; row++) {
      multiply(rows.values[row], rows.values[row - up], shift, length, products);
      if (rounded) {
        round(products, length);
      }
      add(products, length, sums);
      addSigns(rows, row, up, shift, length, sums);
    }
  }

  @Override
  public void addValues(SignedRows rows, int count, int length, ColumnMoments sums) {
    for (int row = 1; row <= count; row++) {
      add(rows.values[row], length, sums);
      addTo(sums.signs, rows.signs[row], length);
      addSquares(sums.counts, rows.signs[row], length);
    }
  }

  private void addSigns(
      SignedRows rows, int row, int up, int shift, int length, ColumnMoments sums) {
    signs = Planes.atLeast(signs, length);
    multiply(rows.signs[row], rows.signs[row - up], shift, length, signs);
    addTo(sums.signs, signs, length);
    addSquares(sums.counts, signs, length);
  }

  private static void add(double[] values, int length, ColumnMoments sums) {
    addMagnitudes(sums.magnitudes, values, length);
    addLeft(sums.left, values, length);
    addRight(sums.right, values, length);
  }

  private static void multiply(double[] a, double[] b, int shift, int length, double[] products) {
    for (int x = 1; x < length - 1; x++) {
      products[x] = a[x] * b[x + shift];
    }
  }

  private static void round(double[] values, int length) {
    for (int x = 1; x < length - 1; x++) {
      double scaled = values[x] * SPLITTER;
      values[x] = scaled - (scaled - values[x]);
    }
  }

  private static void addTo(double[] sums, double[] values, int length) {
    for (int x = 1; x < length - 1; x++) {
      sums[x] += values[x];
    }
  }

  private static void addSquares(double[] sums, double[] values, int length) {
    for (int x = 1; x < length - 1; x++) {
      sums[x] = Math.fma(values[x], values[x], sums[x]);
    }
  }

  private static void addMagnitudes(double[] sums, double[] values, int length) {
    for (int x = 1; x < length - 1; x++) {
      sums[x] += Math.abs(values[x]);
    }
  }

  private static void addLeft(double[] sums, double[] values, int length) {
    for (int x = 1; x < length - 1; x++) {
      double twice = Math.abs(values[x]) - values[x];
      sums[x] = Math.fma(twice, twice, sums[x]);
    }
  }

  private static void addRight(double[] sums, double[] values, int length) {
    for (int x = 1; x < length - 1; x++) {
      double twice = Math.abs(values[x]) + values[x];
      sums[x] = Math.fma(twice, twice, sums[x]);
    }
  }
}
