package io.spikelake.quality.opencv;

import java.util.Arrays;

/**
 * OpenCV's {@code GaussianBlur} of a single-precision plane: 7x7, sigma 7/6, borders replicated.
 *
 * <p>Rows first, then columns, all in single precision with fused multiply-add, in OpenCV's order:
 * along a row tap by tap from the left, along a column from the centre outwards with mirrored taps
 * added first. In flat areas the order decides the sign of {@code pixel - mean}.
 */
final class GaussianBlur {

  private static final int RADIUS = 3;
  private static final float[] TAPS = taps();

  private float[] rows = new float[0];
  private float[] padded = new float[0];

  /**
   * @param plane row-major; not modified
   * @param blurred receives the blurred plane, same size
   */
  void of(float[] plane, int width, int height, float[] blurred) {
    rows = OpenCvBrisqueFeatures.atLeast(rows, width * height);
    alongRows(plane, width, height);
    for (int y = 0; y < height; y++) {
      int to = y * width;
      weigh(rows, to, width, TAPS[RADIUS], blurred, to);
      for (int k = 1; k <= RADIUS; k++) {
        int above = Math.max(y - k, 0) * width;
        int below = Math.min(y + k, height - 1) * width;
        addPair(rows, above, below, width, TAPS[RADIUS + k], blurred, to);
      }
    }
  }

  private void alongRows(float[] plane, int width, int height) {
    padded = OpenCvBrisqueFeatures.atLeast(padded, width + 2 * RADIUS);
    for (int y = 0; y < height; y++) {
      int row = y * width;
      Arrays.fill(padded, 0, RADIUS, plane[row]);
      System.arraycopy(plane, row, padded, RADIUS, width);
      Arrays.fill(padded, RADIUS + width, 2 * RADIUS + width, plane[row + width - 1]);
      weigh(padded, 0, width, TAPS[0], rows, row);
      for (int k = 1; k < TAPS.length; k++) {
        add(padded, k, width, TAPS[k], rows, row);
      }
    }
  }

  private static void weigh(float[] values, int from, int count, float tap, float[] sums, int to) {
    for (int x = 0; x < count; x++) {
      sums[to + x] = values[from + x] * tap;
    }
  }

  private static void add(float[] values, int from, int count, float tap, float[] sums, int to) {
    for (int x = 0; x < count; x++) {
      sums[to + x] = Math.fma(values[from + x], tap, sums[to + x]);
    }
  }

  private static void addPair(
      float[] values, int above, int below, int count, float tap, float[] sums, int to) {
    for (int x = 0; x < count; x++) {
      sums[to + x] = Math.fma(values[below + x] + values[above + x], tap, sums[to + x]);
    }
  }

  private static float[] taps() {
    double sigma = 7.0 / 6.0;
    double[] exact = new double[2 * RADIUS + 1];
    double sum = 0;
    for (int i = 0; i < exact.length; i++) {
      int x = i - RADIUS;
      exact[i] = StrictMath.exp(-(x * x) / (2 * sigma * sigma));
      sum += exact[i];
    }
    float[] taps = new float[exact.length];
    for (int i = 0; i < taps.length; i++) {
      taps[i] = (float) (exact[i] / sum);
    }
    return taps;
  }
}
