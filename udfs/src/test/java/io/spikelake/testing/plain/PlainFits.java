package io.spikelake.testing.plain;

import io.spikelake.quality.nss.LogGamma;
import io.spikelake.quality.nss.ShapeGrid;

/** Products of neighbours, and generalised Gaussians fitted by comparing with every shape. */
final class PlainFits {

  private PlainFits() {}

  /** {@code M .* circshift(M, [dy dx])}. */
  static double[] products(double[] map, int width, int height, int dx, int dy) {
    double[] products = new double[map.length];
    for (int i = 0; i < map.length; i++) {
      int x = Math.floorMod(i % width - dx, width);
      int y = Math.floorMod(i / width - dy, height);
      products[i] = map[i] * map[y * width + x];
    }
    return products;
  }

  /** Shape, left and right deviation. */
  record Asymmetric(double alpha, double left, double right) {

    static Asymmetric of(double[] values) {
      double[] squares = new double[2];
      int[] counts = new int[2];
      double magnitudes = 0;
      for (double value : values) {
        int side = value < 0 ? 0 : 1;
        squares[side] += value * value;
        counts[side] += value == 0 ? 0 : 1;
        magnitudes += Math.abs(value);
      }
      double left = Math.sqrt(squares[0] / counts[0]);
      double right = Math.sqrt(squares[1] / counts[1]);
      double g = left / right;
      double mean = magnitudes / values.length;
      double ratio = mean * mean / ((squares[0] + squares[1]) / values.length);
      double target = ratio * (g * g * g + 1) * (g + 1) / ((g * g + 1) * (g * g + 1));
      int best = 0;
      for (int i = 1; i < ShapeGrid.size(); i++) {
        if (Math.abs(ShapeGrid.ratio(i) - target) < Math.abs(ShapeGrid.ratio(best) - target)) {
          best = i;
        }
      }
      return new Asymmetric(ShapeGrid.alpha(best), left, right);
    }

    double leftScale() {
      return left * Math.exp(0.5 * (LogGamma.of(1 / alpha) - LogGamma.of(3 / alpha)));
    }

    double rightScale() {
      return right * Math.exp(0.5 * (LogGamma.of(1 / alpha) - LogGamma.of(3 / alpha)));
    }

    double mean() {
      return (rightScale() - leftScale())
          * Math.exp(LogGamma.of(2 / alpha) - LogGamma.of(1 / alpha));
    }
  }

  /** Shape of a symmetric Gaussian by the inverse ratio. */
  static double shape(double variance, double meanMagnitude) {
    double target = variance / (meanMagnitude * meanMagnitude);
    int best = 0;
    for (int i = 1; i < ShapeGrid.size(); i++) {
      if (Math.abs(1 / ShapeGrid.ratio(i) - target)
          < Math.abs(1 / ShapeGrid.ratio(best) - target)) {
        best = i;
      }
    }
    return ShapeGrid.alpha(best);
  }
}
