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

  public static GgdFit of(Moments sample) {
    double variance = (sample.leftSquares() + sample.rightSquares()) / sample.size();
    double meanMagnitude = sample.magnitudes() / sample.size();
    double inverseRatio = variance / (meanMagnitude * meanMagnitude);
    return new GgdFit(ShapeGrid.alpha(ShapeGrid.nearestByInverseRatio(inverseRatio)), variance);
  }
}
