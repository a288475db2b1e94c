package io.spikelake.quality.nss;

/**
 * {@link HalfSize} in single precision throughout, weights included, which is how IQA-PyTorch takes
 * this step even for double input. Sums run from the first tap to the last.
 */
public final class HalfSizeInSingle {

  private static final int TAPS = 8;
  private static final int TAPS_BEFORE = 3;
  private static final float[] WEIGHTS = weights();

  private final double scale;
  private float[] pixels = new float[0];
  private float[] column = new float[0];
  private float[] even = new float[0];
  private float[] odd = new float[0];
  private float[] sums = new float[0];

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
    sums = atLeast(sums, halfWidth);
    for (int y = 0; y < half.height(); y++) {
      filterColumns(y, width, image.height());
      split(width, halfWidth);
      filterRow(halfWidth);
      int to = y * halfWidth;
      for (int x = 0; x < halfWidth; x++) {
        half.values()[to + x] = scale * sums[x];
      }
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
      int from = HalfSize.mirrored(2 * y - TAPS_BEFORE + tap, height) * width;
      if (tap == 0) {
        weigh(pixels, from, width, WEIGHTS[tap], column);
      } else {
        add(pixels, from, width, WEIGHTS[tap], column);
      }
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

  private void filterRow(int halfWidth) {
    weigh(even, 0, halfWidth, WEIGHTS[0], sums);
    for (int tap = 1; tap < TAPS; tap++) {
      add(tap % 2 == 0 ? even : odd, tap / 2, halfWidth, WEIGHTS[tap], sums);
    }
  }

  private static void weigh(float[] values, int from, int count, float weight, float[] sums) {
    for (int i = 0; i < count; i++) {
      sums[i] = weight * values[from + i];
    }
  }

  private static void add(float[] values, int from, int count, float weight, float[] sums) {
    for (int i = 0; i < count; i++) {
      sums[i] += weight * values[from + i];
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
