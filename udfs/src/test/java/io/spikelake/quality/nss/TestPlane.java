package io.spikelake.quality.nss;

/** Numbers that Python makes as easily: {@code (37 x + 101 y + 13 x y) mod 251}. */
final class TestPlane {

  private TestPlane() {}

  static double[] of(int width, int height) {
    double[] plane = new double[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        plane[y * width + x] = (37 * x + 101 * y + 13 * x * y) % 251;
      }
    }
    return plane;
  }
}
