package io.spikelake.quality.nss;

/**
 * The 7x7 Gaussian window of local statistics, sigma 7/6, weights summing to 1.
 *
 * <p>Where an image is locally flat, the sign of {@code pixel - mean} is decided by the last bits
 * of these weights, and whole scores with it. Two sets of weights are therefore told apart: {@link
 * #DOUBLE} as MATLAB has them, and {@link #SINGLE}, rounded to single precision (they sum to 1 +
 * 1.1e-8), as IQA-PyTorch has them.
 */
public enum GaussianWindow {
  /** Weights in double precision. */
  DOUBLE,
  /** The same weights rounded to single precision, used in double arithmetic. */
  SINGLE;

  /** Pixels on each side of the centre. */
  public static final int RADIUS = 3;

  /** Length of a side. */
  public static final int SIDE = 2 * RADIUS + 1;

  private final double[] weights = weights(this);

  /** A copy of the 49 weights, row-major. */
  public double[] weights() {
    return weights.clone();
  }

  private static double[] weights(GaussianWindow precision) {
    double sigma = 7.0 / 6.0;
    double[] weights = new double[SIDE * SIDE];
    for (int y = -RADIUS; y <= RADIUS; y++) {
      for (int x = -RADIUS; x <= RADIUS; x++) {
        weights[(y + RADIUS) * SIDE + x + RADIUS] =
            StrictMath.exp(-(x * x + y * y) / (2 * sigma * sigma));
      }
    }
    double sum = compensatedSum(weights);
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
      if (precision == SINGLE) {
        weights[i] = (float) weights[i];
      }
    }
    return weights;
  }

  /** Correctly rounded here, so that the weights do not depend on an order of summation. */
  private static double compensatedSum(double[] values) {
    double sum = 0;
    double lost = 0;
    for (double value : values) {
      double next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
      sum = next;
    }
    return sum + lost;
  }
}
