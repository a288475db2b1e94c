package io.spikelake.quality.opencv;

/** Plain loops. */
final class ScalarBlurKernels implements BlurKernels {

  @Override
  public void along(float[] row, int width, float[] taps, float[] sums) {
    for (int x = 0; x < width; x++) {
      sums[x] = along(row, x, taps);
    }
  }

  static float along(float[] row, int x, float[] taps) {
    float sum = row[x] * taps[0];
    sum = Math.fma(row[x + 1], taps[1], sum);
    sum = Math.fma(row[x + 2], taps[2], sum);
    sum = Math.fma(row[x + 3], taps[3], sum);
    sum = Math.fma(row[x + 4], taps[4], sum);
    sum = Math.fma(row[x + 5], taps[5], sum);
    return Math.fma(row[x + 6], taps[6], sum);
  }

  /** In loops that read every array at one place, which C2 of Java 17 vectorises. */
  @Override
  public void down(float[][] rows, int width, float[] taps, float[] sums, int to) {
    weigh(rows[3], taps[3], width, sums, to);
    addPair(rows[4], rows[2], taps[4], width, sums, to);
    addPair(rows[5], rows[1], taps[5], width, sums, to);
    addPair(rows[6], rows[0], taps[6], width, sums, to);
  }

  private static void weigh(float[] row, float tap, int width, float[] sums, int to) {
    for (int x = 0; x < width; x++) {
      sums[to + x] = row[x] * tap;
    }
  }

  private static void addPair(
      float[] below, float[] above, float tap, int width, float[] sums, int to) {
    for (int x = 0; x < width; x++) {
      sums[to + x] = Math.fma(below[x] + above[x], tap, sums[to + x]);
    }
  }
}
