package io.spikelake.quality.opencv;

/**
 * OpenCV's {@code resize} of a single-precision plane to half its size with {@code INTER_CUBIC}:
 * Keys' kernel with a = -3/4 over four pixels, without antialiasing, borders replicated.
 *
 * <p>A side of n becomes {@code n / 2}, rounded down. The four weights are the same for all outputs
 * of an even side and move along an odd one, where the ratio of the sides is not 2.
 */
final class CubicHalf {

  private static final int TAPS = 4;

  /**
   * Pixels at once in OpenCV's vector code, which sums from the last row; the rest from the first.
   */
  private static final int LANES = 4;

  private static final float A = -0.75f;

  private CubicHalf() {}

  /**
   * @param plane row-major, both sides at least 2; not modified
   * @return row-major, {@code width / 2} by {@code height / 2}
   */
  static float[] of(float[] plane, int width, int height) {
    int halfWidth = width / 2;
    int halfHeight = height / 2;
    float[] narrow = new float[halfWidth * height];
    Taps across = Taps.of(width, halfWidth);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < halfWidth; x++) {
        float sum = 0;
        for (int k = 0; k < TAPS; k++) {
          sum += plane[y * width + across.index[x * TAPS + k]] * across.weight[x * TAPS + k];
        }
        narrow[y * halfWidth + x] = sum;
      }
    }
    float[] half = new float[halfWidth * halfHeight];
    Taps down = Taps.of(height, halfHeight);
    int vectorised = halfWidth - halfWidth % LANES;
    for (int y = 0; y < halfHeight; y++) {
      int to = y * halfWidth;
      for (int k = 0; k < TAPS; k++) {
        int fromLast = y * TAPS + TAPS - 1 - k;
        int row = down.index[fromLast] * halfWidth;
        float weight = down.weight[fromLast];
        for (int x = 0; x < vectorised; x++) {
          half[to + x] += narrow[row + x] * weight;
        }
      }
      for (int k = 0; k < TAPS; k++) {
        int row = down.index[y * TAPS + k] * halfWidth;
        float weight = down.weight[y * TAPS + k];
        for (int x = vectorised; x < halfWidth; x++) {
          half[to + x] += narrow[row + x] * weight;
        }
      }
    }
    return half;
  }

  /** For every output position four input positions and their weights. */
  private record Taps(int[] index, float[] weight) {

    static Taps of(int side, int halfSide) {
      double ratio = 1 / ((double) halfSide / side);
      int[] index = new int[halfSide * TAPS];
      float[] weight = new float[halfSide * TAPS];
      for (int i = 0; i < halfSide; i++) {
        float position = (float) ((i + 0.5) * ratio - 0.5);
        int left = (int) Math.floor(position);
        float t = position - left;
        int at = i * TAPS;
        weight[at] = ((A * (t + 1) - 5 * A) * (t + 1) + 8 * A) * (t + 1) - 4 * A;
        weight[at + 1] = ((A + 2) * t - (A + 3)) * t * t + 1;
        weight[at + 2] = ((A + 2) * (1 - t) - (A + 3)) * (1 - t) * (1 - t) + 1;
        weight[at + 3] = 1 - weight[at] - weight[at + 1] - weight[at + 2];
        for (int k = 0; k < TAPS; k++) {
          index[at + k] = Math.min(Math.max(left - 1 + k, 0), side - 1);
        }
      }
      return new Taps(index, weight);
    }
  }
}
