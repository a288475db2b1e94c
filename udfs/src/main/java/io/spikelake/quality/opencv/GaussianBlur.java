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

  private final BlurKernels kernels;
  private final float[][] window = new float[TAPS.length][];
  private float[][] rows = new float[0][];
  private float[] padded = new float[0];

  GaussianBlur() {
    this(BlurKernels.fastest());
  }

  GaussianBlur(BlurKernels kernels) {
    this.kernels = kernels;
  }

  /**
   * @param plane row-major; not modified
   * @param blurred receives the blurred plane, same size
   */
  void of(float[] plane, int width, int height, float[] blurred) {
    if (rows.length < height || rows[0].length < width) {
      rows = new float[height][width];
    }
    padded = OpenCvBrisqueFeatures.atLeast(padded, width + 2 * RADIUS);
    for (int y = 0; y < height; y++) {
      int row = y * width;
      Arrays.fill(padded, 0, RADIUS, plane[row]);
      System.arraycopy(plane, row, padded, RADIUS, width);
      Arrays.fill(padded, RADIUS + width, 2 * RADIUS + width, plane[row + width - 1]);
      kernels.along(padded, width, TAPS, rows[y]);
    }
    for (int y = 0; y < height; y++) {
      for (int i = 0; i < window.length; i++) {
        window[i] = rows[Math.min(Math.max(y + i - RADIUS, 0), height - 1)];
      }
      kernels.down(window, width, TAPS, blurred, y * width);
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
