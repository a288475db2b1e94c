package io.spikelake.quality.nss;

import java.util.Arrays;

/** Layout of row-major planes: checks and padding. */
final class Planes {

  private Planes() {}

  static void check(int length, int width, int height) {
    if (width <= 0 || height <= 0 || length != (long) width * height) {
      throw new IllegalArgumentException(
          "Not a plane: %dx%d with %d values".formatted(width, height, length));
    }
  }

  /** The plane with {@code margin} more rows and columns on every side. */
  static double[] pad(double[] plane, int width, int height, int margin, Border border) {
    int stride = width + 2 * margin;
    double[] padded = new double[stride * (height + 2 * margin)];
    for (int row = 0; row < height + 2 * margin; row++) {
      int y = row - margin;
      if (border == Border.ZERO && (y < 0 || y >= height)) {
        continue;
      }
      int source = Math.min(Math.max(y, 0), height - 1) * width;
      int target = row * stride;
      System.arraycopy(plane, source, padded, target + margin, width);
      if (border == Border.REPLICATE) {
        Arrays.fill(padded, target, target + margin, plane[source]);
        Arrays.fill(padded, target + margin + width, target + stride, plane[source + width - 1]);
      }
    }
    return padded;
  }
}
