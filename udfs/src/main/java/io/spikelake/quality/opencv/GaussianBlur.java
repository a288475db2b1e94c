package io.spikelake.quality.opencv;

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

  private GaussianBlur() {}

  /**
   * @param plane row-major; not modified
   * @return the blurred plane, same size
   */
  static float[] of(float[] plane, int width, int height) {
    float[] rows = alongRows(plane, width, height);
    float[] blurred = new float[plane.length];
    for (int y = 0; y < height; y++) {
      int to = y * width;
      for (int x = 0; x < width; x++) {
        blurred[to + x] = TAPS[RADIUS] * rows[to + x];
      }
      for (int k = 1; k <= RADIUS; k++) {
        float tap = TAPS[RADIUS + k];
        int above = Math.max(y - k, 0) * width;
        int below = Math.min(y + k, height - 1) * width;
        for (int x = 0; x < width; x++) {
          blurred[to + x] = Math.fma(rows[below + x] + rows[above + x], tap, blurred[to + x]);
        }
      }
    }
    return blurred;
  }

  private static float[] alongRows(float[] plane, int width, int height) {
    float[] result = new float[plane.length];
    float[] padded = new float[width + 2 * RADIUS];
    for (int y = 0; y < height; y++) {
      int row = y * width;
      for (int i = 0; i < padded.length; i++) {
        padded[i] = plane[row + Math.min(Math.max(i - RADIUS, 0), width - 1)];
      }
      for (int x = 0; x < width; x++) {
        result[row + x] = padded[x] * TAPS[0];
      }
      for (int k = 1; k < TAPS.length; k++) {
        float tap = TAPS[k];
        for (int x = 0; x < width; x++) {
          result[row + x] = Math.fma(padded[x + k], tap, result[row + x]);
        }
      }
    }
    return result;
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
