package io.spikelake.quality.nss;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The 7x7 Gaussian window of local statistics, sigma 7/6, weights summing to 1.
 *
 * <p>Where an image is locally flat, the sign of {@code pixel - mean} hangs on the precision of the
 * weights, and whole scores with it. Two sets of weights are therefore told apart: {@link #DOUBLE}
 * as MATLAB has them, the product of a profile with itself; and {@link #SINGLE}, rounded to single
 * precision (they sum to 1 + 1.1e-8), as IQA-PyTorch has them.
 */
public enum GaussianWindow {
  /** Weights in double precision. */
  DOUBLE(weight -> weight),
  /** The same weights rounded to single precision, used in double arithmetic. */
  SINGLE(weight -> (float) weight);

  /** Pixels on each side of the centre. */
  public static final int RADIUS = 3;

  /** Length of a side. */
  public static final int SIDE = 2 * RADIUS + 1;

  /** Of the exponential series: at the corners, exp(-6.6), the rest is below 1e-25. */
  private static final int SERIES_TERMS = 50;

  private final double[] weights;

  GaussianWindow(DoubleUnaryOperator rounding) {
    weights = Arrays.stream(normalised()).map(rounding).toArray();
  }

  /** The means under this window, in the order of summation that its shape allows. */
  WindowMeans means() {
    return this == DOUBLE ? new SeparableMeans(profile()) : new SymmetricMeans(weights);
  }

  /** The seven weights of one axis; the window in double precision is their product. */
  private double[] profile() {
    double[] profile = new double[SIDE];
    for (int i = 0; i < weights.length; i++) {
      profile[i % SIDE] += weights[i];
    }
    return profile;
  }

  /** A copy of the 49 weights, row-major. */
  public double[] weights() {
    return weights.clone();
  }

  /** Each step is correctly rounded, so that every machine has the same bits. */
  private static double[] normalised() {
    double sigma = 7.0 / 6.0;
    double[] weights = new double[SIDE * SIDE];
    BigDecimal sum = BigDecimal.ZERO;
    for (int y = -RADIUS; y <= RADIUS; y++) {
      for (int x = -RADIUS; x <= RADIUS; x++) {
        double weight = exp(-(x * x + y * y) / (2 * sigma * sigma));
        weights[(y + RADIUS) * SIDE + x + RADIUS] = weight;
        sum = sum.add(new BigDecimal(weight));
      }
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum.doubleValue();
    }
    return weights;
  }

  /** Math.exp and StrictMath.exp may be off by a last bit, which is enough to change a sign. */
  private static double exp(double x) {
    BigDecimal argument = new BigDecimal(x);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (int n = 1; n <= SERIES_TERMS; n++) {
      term = term.multiply(argument).divide(BigDecimal.valueOf(n), MathContext.DECIMAL128);
      sum = sum.add(term);
    }
    return sum.doubleValue();
  }
}
