package io.spikelake.quality.opencv;

import io.spikelake.simd.Simd;

/**
 * The innermost loops of {@link GaussianBlur}. Every element is computed for itself and by the same
 * operations in all implementations, so that their results are the same bit for bit.
 */
interface BlurKernels {

  /** Vector code where the virtual machine has it. */
  static BlurKernels fastest() {
    return Simd.available() ? new VectorBlurKernels() : new ScalarBlurKernels();
  }

  /**
   * Filters along a row, tap by tap from the left.
   *
   * @param row {@code width + 6} numbers
   * @param taps seven of them
   * @param sums receives {@code width} numbers
   */
  void along(float[] row, int width, float[] taps, float[] sums);

  /**
   * Filters down columns, from the centre outwards with mirrored taps added first.
   *
   * @param rows the seven rows, from the top
   * @param taps seven of them
   * @param sums receives {@code width} numbers from {@code to} on
   */
  void down(float[][] rows, int width, float[] taps, float[] sums, int to);
}
