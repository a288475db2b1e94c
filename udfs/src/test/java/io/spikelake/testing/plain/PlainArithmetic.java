package io.spikelake.testing.plain;

import io.spikelake.quality.nss.GaussianWindow;

/** The number formats in which programs compute local statistics. */
enum PlainArithmetic {
  MATLAB(GaussianWindow.DOUBLE, 0, 1e-9, 1),
  /** Of NIQE, which halves images of 0..1. */
  PYIQA_NIQE(GaussianWindow.SINGLE, 0x1p-52, 0, 255),
  /** Of BRISQUE, which halves images of 0..255. */
  PYIQA_BRISQUE(GaussianWindow.SINGLE, Math.ulp(1f), 0, 1);

  private final double[] weights;
  private final double epsilon;
  private final double negligible;
  private final double scale;

  PlainArithmetic(GaussianWindow window, double epsilon, double negligible, double scale) {
    this.weights = window.weights();
    this.epsilon = epsilon;
    this.negligible = negligible;
    this.scale = scale;
  }

  /** MSCN coefficients by 49 products per pixel. */
  double[] mscn(double[] grey, int width, int height, boolean replicate) {
    double[] map = new double[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double mean = 0;
        double square = 0;
        for (int i = 0; i < 49; i++) {
          double pixel = pixel(grey, width, height, x + i % 7 - 3, y + i / 7 - 3, replicate);
          mean += weights[i] * pixel;
          square += weights[i] * pixel * pixel;
        }
        double difference = grey[y * width + x] - mean;
        difference = Math.abs(difference) < negligible ? 0 : difference;
        map[y * width + x] = difference / (Math.sqrt(Math.abs(square - mean * mean) + epsilon) + 1);
      }
    }
    return map;
  }

  private static double pixel(
      double[] grey, int width, int height, int x, int y, boolean replicate) {
    if (!replicate && (x < 0 || x >= width || y < 0 || y >= height)) {
      return 0;
    }
    int row = Math.min(Math.max(y, 0), height - 1);
    return grey[row * width + Math.min(Math.max(x, 0), width - 1)];
  }

  /** The antialiased bicubic image of half size. */
  double[] half(double[] grey, int width, int height) {
    return this == MATLAB ? halfInDouble(grey, width, height) : halfInSingle(grey, width, height);
  }

  private static double[] halfInDouble(double[] grey, int width, int height) {
    int halfWidth = (width + 1) / 2;
    int halfHeight = (height + 1) / 2;
    double[] columns = new double[width * halfHeight];
    for (int i = 0; i < columns.length; i++) {
      for (int tap = 0; tap < 8; tap++) {
        int y = mirrored(2 * (i / width) - 3 + tap, height);
        columns[i] += weight(tap) * grey[y * width + i % width];
      }
    }
    double[] half = new double[halfWidth * halfHeight];
    for (int i = 0; i < half.length; i++) {
      for (int tap = 0; tap < 8; tap++) {
        int x = mirrored(2 * (i % halfWidth) - 3 + tap, width);
        half[i] += weight(tap) * columns[i / halfWidth * width + x];
      }
    }
    return half;
  }

  private double[] halfInSingle(double[] grey, int width, int height) {
    int halfWidth = (width + 1) / 2;
    int halfHeight = (height + 1) / 2;
    float[] columns = new float[width * halfHeight];
    for (int i = 0; i < columns.length; i++) {
      for (int tap = 0; tap < 8; tap++) {
        int y = mirrored(2 * (i / width) - 3 + tap, height);
        columns[i] += (float) weight(tap) * (float) (grey[y * width + i % width] / scale);
      }
    }
    double[] half = new double[halfWidth * halfHeight];
    for (int i = 0; i < half.length; i++) {
      float sum = 0;
      for (int tap = 0; tap < 8; tap++) {
        int x = mirrored(2 * (i % halfWidth) - 3 + tap, width);
        sum += (float) weight(tap) * columns[i / halfWidth * width + x];
      }
      half[i] = scale * sum;
    }
    return half;
  }

  /** Keys' kernel, a = -1/2, stretched by two; the eight weights are binary fractions. */
  private static double weight(int tap) {
    double d = Math.abs(0.5 * (3.5 - tap));
    return 0.5
        * (d <= 1 ? 1.5 * d * d * d - 2.5 * d * d + 1 : -0.5 * d * d * d + 2.5 * d * d - 4 * d + 2);
  }

  private static int mirrored(int position, int side) {
    int folded = Math.floorMod(position, 2 * side);
    return folded < side ? folded : 2 * side - 1 - folded;
  }
}
