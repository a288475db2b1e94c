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

  private static final int TAPS = 8;
  private static final int TAPS_BEFORE = 3;
  private static final double[] WEIGHTS = weights();

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
      filterColumns(image, y, column);
      split(column, width, halfWidth);
      filterRow(halfWidth, half.values(), y * halfWidth);
    }
  }

  private static void filterColumns(Plane image, int y, double[] column) {
    int width = image.width();
    for (int tap = 0; tap < TAPS; tap++) {
      int from = mirrored(2 * y - TAPS_BEFORE + tap, image.height()) * image.stride();
      if (tap == 0) {
        weigh(image.values(), from, width, WEIGHTS[tap], column, 0);
      } else {
        add(image.values(), from, width, WEIGHTS[tap], column, 0);
      }
    }
  }

  /**
   * Tells the columns at even places of the mirrored row from those at odd ones, counted from three
   * before the first: output x then has its taps at x, x + 1, ... of either.
   */
  private void split(double[] row, int width, int halfWidth) {
    for (int i = 0; i < halfWidth + TAPS / 2 - 1; i++) {
      int place = 2 * i - TAPS_BEFORE;
      boolean inside = place >= 0 && place + 1 < width;
      even[i] = row[inside ? place : mirrored(place, width)];
      odd[i] = row[inside ? place + 1 : mirrored(place + 1, width)];
    }
  }

  private void filterRow(int halfWidth, double[] half, int to) {
    weigh(even, 0, halfWidth, WEIGHTS[0], half, to);
    for (int tap = 1; tap < TAPS; tap++) {
      add(tap % 2 == 0 ? even : odd, tap / 2, halfWidth, WEIGHTS[tap], half, to);
    }
  }

  private static void weigh(
      double[] values, int from, int count, double weight, double[] sums, int to) {
    for (int i = 0; i < count; i++) {
      sums[to + i] = weight * values[from + i];
    }
  }

  private static void add(
      double[] values, int from, int count, double weight, double[] sums, int to) {
    for (int i = 0; i < count; i++) {
      sums[to + i] += weight * values[from + i];
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
