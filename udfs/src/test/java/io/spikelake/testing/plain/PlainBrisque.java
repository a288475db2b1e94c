package io.spikelake.testing.plain;

import io.spikelake.quality.BrisqueModel;
import io.spikelake.quality.svr.SupportVectorRegression;

/** BRISQUE of the LIVE release, step by step. */
public final class PlainBrisque {

  private static final int FEATURES = 36;
  private static final int[][] SHIFTS = {{1, 0}, {0, 1}, {1, 1}, {1, -1}};

  private final BrisqueModel model;
  private final PlainArithmetic arithmetic;

  private PlainBrisque(BrisqueModel model, PlainArithmetic arithmetic) {
    this.model = model;
    this.arithmetic = arithmetic;
  }

  public static PlainBrisque matlab(BrisqueModel model) {
    return new PlainBrisque(model, PlainArithmetic.MATLAB);
  }

  public static PlainBrisque pyiqa(BrisqueModel model) {
    return new PlainBrisque(model, PlainArithmetic.PYIQA_BRISQUE);
  }

  /**
   * @param grey levels, row-major
   * @return NaN if a fit has no values on one side
   */
  public double score(double[] grey, int width, int height) {
    double[] features = new double[FEATURES];
    fill(features, 0, arithmetic.mscn(grey, width, height, false), width, height);
    double[] half = arithmetic.half(grey, width, height);
    int halfWidth = (width + 1) / 2;
    int halfHeight = (height + 1) / 2;
    double[] coarse = arithmetic.mscn(half, halfWidth, halfHeight, false);
    fill(features, FEATURES / 2, coarse, halfWidth, halfHeight);
    return regression(model, features);
  }

  /** The score by features, one support vector after the other. */
  static double regression(BrisqueModel model, double[] features) {
    double[] min = model.ranges().min();
    double[] max = model.ranges().max();
    SupportVectorRegression svr = model.regression();
    double[] vectors = svr.vectors();
    double[] coefficients = svr.coefficients();
    double score = -svr.rho();
    for (int i = 0; i < coefficients.length; i++) {
      double distance = 0;
      for (int k = 0; k < FEATURES; k++) {
        double scaled = -1 + 2 * (features[k] - min[k]) / (max[k] - min[k]);
        distance += Math.pow(vectors[i * FEATURES + k] - scaled, 2);
      }
      score += coefficients[i] * Math.exp(-svr.gamma() * distance);
    }
    return score;
  }

  private static void fill(double[] features, int offset, double[] map, int width, int height) {
    double squares = 0;
    double magnitudes = 0;
    for (double value : map) {
      squares += value * value;
      magnitudes += Math.abs(value);
    }
    int next = offset;
    features[next++] = PlainFits.shape(squares / map.length, magnitudes / map.length);
    features[next++] = squares / map.length;
    for (int[] shift : SHIFTS) {
      double[] products = PlainFits.products(map, width, height, shift[0], shift[1]);
      PlainFits.Asymmetric pair = PlainFits.Asymmetric.of(products);
      features[next++] = pair.alpha();
      features[next++] = pair.mean();
      features[next++] = pair.left() * pair.left();
      features[next++] = pair.right() * pair.right();
    }
  }
}
