package io.spikelake.quality.nss;

/**
 * {@link HalfSize} in single precision throughout, weights included, which is how IQA-PyTorch takes
 * this step even for double input. Sums run from the first tap to the last.
 */
public final class HalfSizeInSingle {

  private static final int TAPS = HalfSize.TAPS;
  private static final int TAPS_BEFORE = HalfSize.TAPS_BEFORE;
  private static final float[] WEIGHTS = weights();

  private final double scale;
  private float[] pixels = new float[0];
  private final int[] rows = new int[TAPS];
  private float[] column = new float[0];
  private float[] even = new float[0];
  private float[] odd = new float[0];

  /**
   * @param scale what pixels are divided by before they are rounded, and multiplied with after
   */
  public HalfSizeInSingle(double scale) {
    this.scale = scale;
  }

  /**
   * @param image any scale; not modified
   * @param half takes half the size and receives the pixels
   */
  public void of(Plane image, Plane half) {
    int width = image.width();
    int halfWidth = HalfSize.of(width);
    half.resize(halfWidth, HalfSize.of(image.height()));
    narrow(image);
    column = atLeast(column, width);
    even = atLeast(even, halfWidth + TAPS / 2);
    odd = atLeast(odd, halfWidth + TAPS / 2);
    for (int y = 0; y < half.height(); y++) {
      filterColumns(y, width, image.height());
      split(width, halfWidth);
      filterRow(halfWidth, half.values(), y * halfWidth);
    }
  }

  private void narrow(Plane image) {
    int width = image.width();
    pixels = atLeast(pixels, width * image.height());
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < width; x++) {
        pixels[y * width + x] = (float) (image.values()[y * image.stride() + x] / scale);
      }
    }
  }

  private void filterColumns(int y, int width, int height) {
    for (int tap = 0; tap < TAPS; tap++) {
      rows[tap] = HalfSize.mirrored(2 * y - TAPS_BEFORE + tap, height) * width;
    }
    float[] p = pixels;
    float[] w = WEIGHTS;
    int[] r = rows;
    for (int x = 0; x < width; x++) {
      column[x] =
          w[0] * p[r[0] + x]
              + w[1] * p[r[1] + x]
              + w[2] * p[r[2] + x]
              + w[3] * p[r[3] + x]
              + w[4] * p[r[4] + x]
              + w[5] * p[r[5] + x]
              + w[6] * p[r[6] + x]
              + w[7] * p[r[7] + x];
    }
  }

  /** As in {@link HalfSize}. */
  private void split(int width, int halfWidth) {
    for (int i = 0; i < halfWidth + TAPS / 2 - 1; i++) {
      int place = 2 * i - TAPS_BEFORE;
      boolean inside = place >= 0 && place + 1 < width;
      even[i] = column[inside ? place : HalfSize.mirrored(place, width)];
      odd[i] = column[inside ? place + 1 : HalfSize.mirrored(place + 1, width)];
    }
  }

  private void filterRow(int halfWidth, double[] half, int to) {
    float[] w = WEIGHTS;
    for (int x = 0; x < halfWidth; x++) {
      float sum =
          w[0] * even[x]
              + w[1] * odd[x]
              + w[2] * even[x + 1]
              + w[3] * odd[x + 1]
              + w[4] * even[x + 2]
              + w[5] * odd[x + 2]
              + w[6] * even[x + 3]
              + w[7] * odd[x + 3];
      half[to + x] = scale * sum;
    }
  }

  private static float[] atLeast(float[] array, int length) {
    return array.length < length ? new float[length] : array;
  }

  private static float[] weights() {
    double[] exact = HalfSize.weights();
    float[] weights = new float[TAPS];
    for (int tap = 0; tap < TAPS; tap++) {
      weights[tap] = (float) exact[tap];
    }
    return weights;
  }
}
