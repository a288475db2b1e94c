package io.spikelake.quality.nss;

/**
 * Zero-mean generalised Gaussian fitted to a sample by its moments.
 *
 * <p>Sharifi, Leon-Garcia, "Estimation of shape parameter for generalized Gaussian distributions in
 * subband decompositions of video", IEEE TCSVT 5(1), 1995. Alpha is taken from {@link ShapeGrid}. A
 * sample of zeros has alpha 0.2, the first of the grid, and variance 0.
 *
 * @param alpha shape, 0.2..10: 1 is Laplace, 2 is Gauss
 * @param variance mean square of the values
 */
public record GgdFit(double alpha, double variance) {

  /**
   * @param values the sample, not empty; not modified
   */
  public static GgdFit of(double[] values) {
    double squares = 0;
    double magnitudes = 0;
    for (double value : values) {
      squares += value * value;
      magnitudes += Math.abs(value);
    }
    double variance = squares / values.length;
    double meanMagnitude = magnitudes / values.length;
    double inverseRatio = variance / (meanMagnitude * meanMagnitude);
    return new GgdFit(ShapeGrid.nearestByInverseRatio(inverseRatio), variance);
  }
}
