package io.spikelake.statistics;

/** Probabilities of the standard normal distribution. */
final class NormalTail {

  /** Where the series, which loses digits in the tail, hands over to the fraction. */
  private static final double SERIES_BELOW = 1;

  /** Terms after which the fraction at 1 and above has all digits of a double. */
  private static final int TERMS = 200;

  private NormalTail() {}

  /**
   * The probability of a number at least as far from 0 as {@code z}, to a relative 1e-14.
   * Abramowitz, Stegun, "Handbook of Mathematical Functions", 7.1.6 and 7.1.14. The exponential is
   * that of {@link StrictMath}, equal on every platform.
   */
  static double twoSided(double z) {
    double x = Math.abs(z) / Math.sqrt(2);
    // Not of x * x, which the root has rounded.
    double density = StrictMath.exp(-z * z / 2);
    return x < SERIES_BELOW ? 1 - seriesErf(x, density) : fractionErfc(x, density);
  }

  /** {@code 2 / sqrt(pi) exp(-x^2) sum of 2^n x^(2n+1) / (1 3 5 .. (2n+1))}, all terms positive. */
  private static double seriesErf(double x, double density) {
    double term = x;
    double sum = x;
    for (int n = 1; term > sum * 1e-18; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * density * sum;
  }

  /** {@code exp(-x^2) / sqrt(pi) / (x + 1/2 / (x + 1 / (x + 3/2 / (x + ...))))}. */
  private static double fractionErfc(double x, double density) {
    double fraction = x;
    for (int k = TERMS; k > 0; k--) {
      fraction = x + k / 2.0 / fraction;
    }
    return density / Math.sqrt(Math.PI) / fraction;
  }
}
