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

  private Taps across = Taps.of(2, 1);
  private Taps down = Taps.of(2, 1);
  private final int[] rows = new int[TAPS];
  private float[] narrow = new float[0];

  /**
   * @param plane row-major, both sides at least 2; not modified
   * @param half receives {@code width / 2} by {@code height / 2} pixels, row-major
   */
  void of(float[] plane, int width, int height, float[] half) {
    int halfWidth = width / 2;
    int halfHeight = height / 2;
    narrow = OpenCvBrisqueFeatures.atLeast(narrow, halfWidth * height);
    across = across.side == width ? across : Taps.of(width, halfWidth);
    down = down.side == height ? down : Taps.of(height, halfHeight);
    for (int y = 0; y < height; y++) {
      alongRow(plane, y * width, halfWidth, y * halfWidth);
    }
    int vectorised = halfWidth - halfWidth % LANES;
    for (int y = 0; y < halfHeight; y++) {
      int tap = y * TAPS;
      for (int k = 0; k < TAPS; k++) {
        rows[k] = down.index[tap + k] * halfWidth;
      }
      fromLast(narrow, rows, down.weight, tap, vectorised, half, y * halfWidth);
      fromFirst(narrow, rows, down.weight, tap, vectorised, halfWidth, half, y * halfWidth);
    }
  }

  private static void fromLast(
      float[] narrow, int[] rows, float[] weight, int tap, int end, float[] half, int to) {
    for (int x = 0; x < end; x++) {
      half[to + x] =
          narrow[rows[3] + x] * weight[tap + 3]
              + narrow[rows[2] + x] * weight[tap + 2]
              + narrow[rows[1] + x] * weight[tap + 1]
              + narrow[rows[0] + x] * weight[tap];
    }
  }

  private static void fromFirst(
      float[] narrow,
      int[] rows,
      float[] weight,
      int tap,
      int first,
      int end,
      float[] half,
      int to) {
    for (int x = first; x < end; x++) {
      half[to + x] =
          narrow[rows[0] + x] * weight[tap]
              + narrow[rows[1] + x] * weight[tap + 1]
              + narrow[rows[2] + x] * weight[tap + 2]
              + narrow[rows[3] + x] * weight[tap + 3];
    }
  }

  private void alongRow(float[] plane, int from, int halfWidth, int to) {
    int[] index = across.index;
    float[] weight = across.weight;
    for (int x = 0; x < halfWidth; x++) {
      int tap = x * TAPS;
      narrow[to + x] =
          plane[from + index[tap]] * weight[tap]
              + plane[from + index[tap + 1]] * weight[tap + 1]
              + plane[from + index[tap + 2]] * weight[tap + 2]
              + plane[from + index[tap + 3]] * weight[tap + 3];
    }
  }

  /** For every output position four input positions and their weights. */
  private record Taps(int side, int[] index, float[] weight) {

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
      return new Taps(side, index, weight);
    }
  }
}
