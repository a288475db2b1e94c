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
 * eight weights, at distances 1/2, 3/2, 5/2 and 7/2 input pixels. Has work space of its own: for
 * one thread at a time.
 */
public final class HalfSize {

  static final int TAPS = 8;
  static final int TAPS_BEFORE = 3;
  private static final double[] WEIGHTS = weights();

  private final int[] rows = new int[TAPS];
  private double[] column = new double[0];
  private double[] even = new double[0];
  private double[] odd = new double[0];

  /** Length of a side of the half-size image. */
  public static int of(int side) {
    return (side + 1) / 2;
  }

  /**
   * The half-size image in double precision.
   *
   * @param image any scale; not modified
   * @param half takes half the size and receives the pixels
   */
  public void of(Plane image, Plane half) {
    int width = image.width();
    int halfWidth = of(width);
    half.resize(halfWidth, of(image.height()));
    column = Planes.atLeast(column, width);
    even = Planes.atLeast(even, halfWidth + TAPS / 2);
    odd = Planes.atLeast(odd, halfWidth + TAPS / 2);
    for (int y = 0; y < half.height(); y++) {
      filterColumns(image, y);
      split(width, halfWidth);
      filterRow(halfWidth, half.values(), y * halfWidth);
    }
  }

  private void filterColumns(Plane image, int y) {
    for (int tap = 0; tap < TAPS; tap++) {
      rows[tap] = mirrored(2 * y - TAPS_BEFORE + tap, image.height()) * image.stride();
    }
    double[] p = image.values();
    double[] w = WEIGHTS;
    int[] r = rows;
    for (int x = 0; x < image.width(); x++) {
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

  /**
   * Tells the columns at even places of the mirrored row from those at odd ones, counted from three
   * before the first: output x then has its taps at x, x + 1, ... of either.
   */
  private void split(int width, int halfWidth) {
    for (int i = 0; i < halfWidth + TAPS / 2 - 1; i++) {
      int place = 2 * i - TAPS_BEFORE;
      boolean inside = place >= 0 && place + 1 < width;
      even[i] = column[inside ? place : mirrored(place, width)];
      odd[i] = column[inside ? place + 1 : mirrored(place + 1, width)];
    }
  }

  private void filterRow(int halfWidth, double[] half, int to) {
    double[] w = WEIGHTS;
    for (int x = 0; x < halfWidth; x++) {
      half[to + x] =
          w[0] * even[x]
              + w[1] * odd[x]
              + w[2] * even[x + 1]
              + w[3] * odd[x + 1]
              + w[4] * even[x + 2]
              + w[5] * odd[x + 2]
              + w[6] * even[x + 3]
              + w[7] * odd[x + 3];
    }
  }

  /** Index of the pixel seen at a position outside: ... 1 0 | 0 1 ... n-1 | n-1 ... */
  static int mirrored(int position, int side) {
    int folded = Math.floorMod(position, 2 * side);
    return folded < side ? folded : 2 * side - 1 - folded;
  }

  static double[] weights() {
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
