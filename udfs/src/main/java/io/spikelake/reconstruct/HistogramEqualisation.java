package io.spikelake.reconstruct;

import java.util.Arrays;

/**
 * Spreads the grey levels of an 8-bit image, exactly as OpenCV's {@code equalizeHist}.
 *
 * <p>With h[l] pixels of level l, n in all, and m the darkest level there is, level l becomes 0 for
 * l = m and otherwise {@code (h[m+1] + .. + h[l]) * (255 / (n - h[m]))}, quotient and product in
 * single precision, rounded half to even. An image of one level stays as it is.
 */
final class HistogramEqualisation {

  private static final int LEVELS = 256;

  private final int[] histogram = new int[LEVELS];
  private final int[] table = new int[LEVELS];

  /**
   * @param levels (Input, Output) 0..255
   * @param count how many of them are the image
   */
  void apply(int[] levels, int count) {
    Arrays.fill(histogram, 0);
    for (int p = 0; p < count; p++) {
      histogram[levels[p]]++;
    }
    int darkest = 0;
    while (histogram[darkest] == 0) {
      darkest++;
    }
    if (histogram[darkest] == count) {
      return;
    }
    float scale = (LEVELS - 1f) / (count - histogram[darkest]);
    table[darkest] = 0;
    int sum = 0;
    for (int level = darkest + 1; level < LEVELS; level++) {
      sum += histogram[level];
      // Never above 255: the sum is at most n - h[m], and rounding is monotone.
      table[level] = (int) Math.rint(sum * scale);
    }
    for (int p = 0; p < count; p++) {
      levels[p] = table[levels[p]];
    }
  }
}
