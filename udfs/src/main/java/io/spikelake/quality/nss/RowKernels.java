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

  /**
   * Adds the products {@code a[x] * b[x + shift]}, x from 1 to {@code length - 2}, to sums per
   * column.
   *
   * @param a numbers and their signs
   * @param b numbers and their signs
   * @param shift -1, 0 or 1
   */
  void addProducts(SignedRow a, SignedRow b, int shift, int length, ColumnMoments sums);

  /** As {@link #addProducts}, each product rounded to single precision first. */
  void addRoundedProducts(SignedRow a, SignedRow b, int shift, int length, ColumnMoments sums);

  /** As {@link #addProducts}, of the numbers themselves. */
  void addValues(SignedRow row, int length, ColumnMoments sums);
}
