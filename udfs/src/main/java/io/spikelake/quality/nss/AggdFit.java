package io.spikelake.quality.nss;

/**
 * Asymmetric generalised Gaussian fitted to a sample by its moments.
 *
 * <p>Values below zero give the left deviation, values above zero the right one; zeros count for
 * neither but do count in the moment ratio. Lasmar, Stitou, Berthoumieu, "Multiscale skewed heavy
 * tailed model for texture analysis", ICIP 2009. Alpha is taken from {@link ShapeGrid}.
 *
 * <p>A side without values has the deviation NaN; alpha is then 0.2, the first of the grid, as in
 * the published code. The other side keeps its deviation. Nothing is thrown.
 *
 * @param alpha shape, 0.2..10: 1 is Laplace, 2 is Gauss
 * @param leftSigma root mean square of the values below zero
 * @param rightSigma root mean square of the values above zero
 */
public record AggdFit(double alpha, double leftSigma, double rightSigma) {

  /**
   * @param values the sample, not empty; not modified
   */
  public static AggdFit of(double[] values) {
    double leftSquares = 0;
    double rightSquares = 0;
    double magnitudes = 0;
    int left = 0;
    int right = 0;
    for (double value : values) {
      if (value < 0) {
        leftSquares += value * value;
        magnitudes -= value;
        left++;
      } else if (value > 0) {
        rightSquares += value * value;
        magnitudes += value;
        right++;
      }
    }
    double leftSigma = Math.sqrt(leftSquares / left);
    double rightSigma = Math.sqrt(rightSquares / right);
    double g = leftSigma / rightSigma;
    double meanMagnitude = magnitudes / values.length;
    double ratio = meanMagnitude * meanMagnitude / ((leftSquares + rightSquares) / values.length);
    double asymmetry = (g * g * g + 1) * (g + 1) / ((g * g + 1) * (g * g + 1));
    return new AggdFit(ShapeGrid.nearestByRatio(ratio * asymmetry), leftSigma, rightSigma);
  }

  /** Scale of the left side: its deviation times {@code sqrt(gamma(1/alpha) / gamma(3/alpha))}. */
  public double leftScale() {
    return leftSigma * scalePerSigma();
  }

  /** Scale of the right side. */
  public double rightScale() {
    return rightSigma * scalePerSigma();
  }

  /** Mean of the distribution: {@code (right - left scale) gamma(2/alpha) / gamma(1/alpha)}. */
  public double mean() {
    return (rightScale() - leftScale())
        * StrictMath.exp(LogGamma.of(2 / alpha) - LogGamma.of(1 / alpha));
  }

  private double scalePerSigma() {
    return StrictMath.exp(0.5 * (LogGamma.of(1 / alpha) - LogGamma.of(3 / alpha)));
  }
}
