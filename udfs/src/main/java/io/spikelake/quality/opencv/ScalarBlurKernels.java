package io.spikelake.quality.opencv;

/** One number after the other. */
final class ScalarBlurKernels implements BlurKernels {

  @Override
  public void along(float[] row, int width, float[] taps, float[] sums, int to) {
    for (int x = 0; x < width; x++) {
      sums[to + x] = along(row, x, taps);
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

  @Override
  public void down(float[] plane, int[] rows, int width, float[] taps, float[] sums, int to) {
    for (int x = 0; x < width; x++) {
      sums[to + x] = down(plane, rows, x, taps);
    }
  }

  static float down(float[] plane, int[] rows, int x, float[] taps) {
    float sum = plane[rows[3] + x] * taps[3];
    sum = Math.fma(plane[rows[4] + x] + plane[rows[2] + x], taps[4], sum);
    sum = Math.fma(plane[rows[5] + x] + plane[rows[1] + x], taps[5], sum);
    return Math.fma(plane[rows[6] + x] + plane[rows[0] + x], taps[6], sum);
  }
}
