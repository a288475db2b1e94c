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

  static Plane plane(int width, int height) {
    return Plane.of(of(width, height), width, height);
  }

  /** One value after the other. */
  static Moments moments(double... values) {
    double[] squares = new double[2];
    int[] counts = new int[2];
    double magnitudes = 0;
    for (double value : values) {
      int side = value < 0 ? 0 : 1;
      squares[side] += value * value;
      counts[side] += value == 0 ? 0 : 1;
      magnitudes += Math.abs(value);
    }
    return new Moments(values.length, counts[0], counts[1], squares[0], squares[1], magnitudes);
  }
}
