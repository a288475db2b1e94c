package io.spikelake.quality.nss;

/**
 * An image at half its size, as MATLAB's {@code imresize(image, 0.5)} computes it: bicubic (Keys, a
 * = -1/2) with antialiasing, that is, with the kernel stretched by two.
 *
 * <p>A side of n becomes {@code (n + 1) / 2}. Beyond the edge the image is mirrored with the edge
 * pixel repeated. Columns are filtered first, then rows; nothing is rounded or clipped, so values
 * may overshoot. The second scale decides NIQE and BRISQUE to a large part: without antialiasing
 * NIQE of a good photo rises by about 2.
 *
 * <p>Because every output pixel lies midway between two input pixels, all outputs share the same
 * eight weights, at distances 1/2, 3/2, 5/2 and 7/2 input pixels.
 */
public final class HalfSize {

  private static final int TAPS = 8;
  private static final int TAPS_BEFORE = 3;
  private static final double[] WEIGHTS = weights();

  private HalfSize() {}

  /** Length of a side of the half-size image. */
  public static int of(int side) {
    return (side + 1) / 2;
  }

  /**
   * The half-size image in double precision.
   *
   * @param pixels row-major, any scale; not modified
   */
  public static double[] of(double[] pixels, int width, int height) {
    Planes.check(pixels.length, width, height);
    int halfWidth = of(width);
    int halfHeight = of(height);
    double[] columns = new double[width * halfHeight];
    for (int y = 0; y < halfHeight; y++) {
      for (int tap = 0; tap < TAPS; tap++) {
        double weight = WEIGHTS[tap];
        int from = mirrored(2 * y - TAPS_BEFORE + tap, height) * width;
        int to = y * width;
        for (int x = 0; x < width; x++) {
          columns[to + x] += weight * pixels[from + x];
        }
      }
    }
    double[] half = new double[halfWidth * halfHeight];
    for (int x = 0; x < halfWidth; x++) {
      for (int tap = 0; tap < TAPS; tap++) {
        double weight = WEIGHTS[tap];
        int from = mirrored(2 * x - TAPS_BEFORE + tap, width);
        for (int y = 0; y < halfHeight; y++) {
          half[y * halfWidth + x] += weight * columns[y * width + from];
        }
      }
    }
    return half;
  }

  /**
   * The half-size image in single precision throughout, weights included, which is how IQA-PyTorch
   * takes this step even for double input.
   *
   * @param pixels row-major, any scale; not modified
   */
  public static float[] of(float[] pixels, int width, int height) {
    Planes.check(pixels.length, width, height);
    int halfWidth = of(width);
    int halfHeight = of(height);
    float[] columns = new float[width * halfHeight];
    for (int y = 0; y < halfHeight; y++) {
      for (int tap = 0; tap < TAPS; tap++) {
        float weight = (float) WEIGHTS[tap];
        int from = mirrored(2 * y - TAPS_BEFORE + tap, height) * width;
        int to = y * width;
        for (int x = 0; x < width; x++) {
          columns[to + x] += weight * pixels[from + x];
        }
      }
    }
    float[] half = new float[halfWidth * halfHeight];
    for (int x = 0; x < halfWidth; x++) {
      for (int tap = 0; tap < TAPS; tap++) {
        float weight = (float) WEIGHTS[tap];
        int from = mirrored(2 * x - TAPS_BEFORE + tap, width);
        for (int y = 0; y < halfHeight; y++) {
          half[y * halfWidth + x] += weight * columns[y * width + from];
        }
      }
    }
    return half;
  }

  /** Index of the pixel seen at a position outside: ... 1 0 | 0 1 ... n-1 | n-1 ... */
  private static int mirrored(int position, int side) {
    int folded = Math.floorMod(position, 2 * side);
    return folded < side ? folded : 2 * side - 1 - folded;
  }

  private static double[] weights() {
    double[] weights = new double[TAPS];
    double sum = 0;
    for (int tap = 0; tap < TAPS; tap++) {
      weights[tap] = 0.5 * keys(0.5 * (TAPS_BEFORE + 0.5 - tap));
      sum += weights[tap];
    }
    for (int tap = 0; tap < TAPS; tap++) {
      weights[tap] /= sum;
    }
    return weights;
  }

  private static double keys(double x) {
    double d = Math.abs(x);
    if (d <= 1) {
      return 1.5 * d * d * d - 2.5 * d * d + 1;
    }
    return d <= 2 ? -0.5 * d * d * d + 2.5 * d * d - 4 * d + 2 : 0;
  }
}
