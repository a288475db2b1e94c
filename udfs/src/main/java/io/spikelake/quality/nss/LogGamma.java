package io.spikelake.quality.nss;

/**
 * Natural logarithm of the gamma function for positive arguments, with an absolute error below
 * 1e-14 up to 20.
 *
 * <p>Stirling's series at an argument of 12 or more, where seven correction terms reach double
 * precision, brought back to the argument by {@code gamma(x) = gamma(x + n) / (x (x+1) ...
 * (x+n-1))}. Abramowitz, Stegun, "Handbook of Mathematical Functions", 6.1.15 and 6.1.41.
 * StrictMath, so that every machine gets the same bits.
 */
public final class LogGamma {

  /** {@code B(2k) / (2k (2k - 1))} for k = 1..7, B being Bernoulli numbers. */
  private static final double[] STIRLING = {
    1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156
  };

  private static final double HALF_LOG_TWO_PI = 0.5 * StrictMath.log(2 * Math.PI);

  private LogGamma() {}

  /**
   * @throws IllegalArgumentException if x is not positive
   */
  public static double of(double x) {
    if (!(x > 0)) {
      throw new IllegalArgumentException("Log-gamma is computed for positive numbers only: " + x);
    }
    double product = 1;
    double y = x;
    while (y < 12) {
      product *= y;
      y += 1;
    }
    double inverseSquare = 1 / (y * y);
    double series = 0;
    for (int k = STIRLING.length - 1; k >= 0; k--) {
      series = series * inverseSquare + STIRLING[k];
    }
    return (y - 0.5) * StrictMath.log(y)
        - y
        + HALF_LOG_TWO_PI
        + series / y
        - StrictMath.log(product);
  }
}
