package io.spikelake.quality.nss;

/**
 * Asymmetric generalised Gaussian fitted to a sample by its moments.
 *
 * <p>Values below zero give the left deviation, values above zero the right one; zeros count for
 * neither but do count in the moment ratio. Lasmar, Stitou, Berthoumieu, "Multiscale skewed heavy
 * tailed model for texture analysis", ICIP 2009.
 *
 * <p>A side without values has the deviation NaN; alpha is then 0.2, the first of the grid, as in
 * the published code. The other side keeps its deviation. Nothing is thrown.
 *
 * @param shape index of the shape in {@link ShapeGrid}
 * @param leftSigma root mean square of the values below zero
 * @param rightSigma root mean square of the values above zero
 */
public record AggdFit(int shape, double leftSigma, double rightSigma) {

  public static AggdFit of(Moments sample) {
    double leftSigma = Math.sqrt(sample.leftSquares() / sample.left());
    double rightSigma = Math.sqrt(sample.rightSquares() / sample.right());
    double g = leftSigma / rightSigma;
    double meanMagnitude = sample.magnitudes() / sample.size();
    double meanSquare = (sample.leftSquares() + sample.rightSquares()) / sample.size();
    double ratio = meanMagnitude * meanMagnitude / meanSquare;
    double asymmetry = (g * g * g + 1) * (g + 1) / ((g * g + 1) * (g * g + 1));
    return new AggdFit(ShapeGrid.nearestByRatio(ratio * asymmetry), leftSigma, rightSigma);
  }

  /** Shape, 0.2..10: 1 is Laplace, 2 is Gauss. */
  public double alpha() {
    return ShapeGrid.alpha(shape);
  }

  /** Scale of the left side: its deviation times {@code sqrt(gamma(1/alpha) / gamma(3/alpha))}. */
  public double leftScale() {
    return leftSigma * ShapeGrid.scalePerSigma(shape);
  }

  /** Scale of the right side. */
  public double rightScale() {
    return rightSigma * ShapeGrid.scalePerSigma(shape);
  }

  /** Mean of the distribution: {@code (right - left scale) gamma(2/alpha) / gamma(1/alpha)}. */
  public double mean() {
    return (rightScale() - leftScale()) * ShapeGrid.meanPerScale(shape);
  }
}
