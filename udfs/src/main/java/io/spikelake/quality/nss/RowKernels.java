package io.spikelake.quality.nss;

import io.spikelake.simd.Simd;

/**
 * The innermost loops of local statistics, over a row at a time. Every element is computed for
 * itself and by the same operations in all implementations, so that their results are the same bit
 * for bit.
 */
interface RowKernels {

  /** Vector code where the virtual machine has it. */
  static RowKernels fastest() {
    return Simd.available() ? new VectorRowKernels() : new ScalarRowKernels();
  }

  /**
   * Filters down the columns with the symmetric profile {@code (w0, w1, w2, w3, w2, w1, w0)}.
   *
   * @param rows seven rows
   * @param sums receives {@code length} numbers
   */
  void down(double[][] rows, int length, double w0, double w1, double w2, double w3, double[] sums);

  /**
   * Filters along a row with the same profile.
   *
   * @param row {@code length + 6} numbers
   * @param sums receives {@code length} numbers
   */
  void across(double[] row, int length, double w0, double w1, double w2, double w3, double[] sums);

  /** As {@link #across}, adding to what the sums hold. */
  void addAcross(
      double[] row, int length, double w0, double w1, double w2, double w3, double[] sums);

  /**
   * Adds the products of every number with a neighbour to sums per column, row after row.
   *
   * @param rows the numbers; rows 1 to {@code count} are summed, columns 1 to {@code length - 2}
   * @param up 0 for a neighbour in the same row, 1 for one in the row above
   * @param shift column of the neighbour from that of the number: -1, 0 or 1
   * @param rounded whether a product v is rounded to single precision first: {@code c - (c - v)}
   *     with {@code c = v * (2^29 + 1)} is v to 24 digits (Veltkamp). A product in the middle of
   *     two floats may become either of them
   */
  void addProducts(
      SignedRows rows,
      int count,
      int up,
      int shift,
      boolean rounded,
      int length,
      ColumnMoments sums);

  /** Adds the numbers themselves. */
  void addValues(SignedRows rows, int count, int length, ColumnMoments sums);
}
