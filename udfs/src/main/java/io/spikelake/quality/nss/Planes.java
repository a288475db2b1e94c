package io.spikelake.quality.nss;

/** Layout of row-major planes. */
final class Planes {

  private Planes() {}

  static void check(int length, int width, int height) {
    if (width <= 0 || height <= 0 || length != (long) width * height) {
      throw new IllegalArgumentException(
          "Not a plane: %dx%d with %d values".formatted(width, height, length));
    }
  }

  /** An array of the length, or the given one if it is long enough. */
  static double[] atLeast(double[] array, int length) {
    return array.length < length ? new double[length] : array;
  }
}
