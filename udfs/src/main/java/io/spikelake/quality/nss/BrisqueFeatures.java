package io.spikelake.quality.nss;

/**
 * The 36 features of BRISQUE for a whole image.
 *
 * <p>At full size and again at half size the MSCN map gives 18 numbers: shape and variance of the
 * {@link GgdFit} to its values; then for the products with the neighbour to the left, above, above
 * left and below left (wrapping around the image): shape, mean, and the squares of the left and the
 * right deviation of the {@link AggdFit}. The image is not cropped.
 *
 * <p>Where the products have no value on one side, the features built on that side are NaN.
 *
 * <p>Mittal, Moorthy, Bovik, "No-Reference Image Quality Assessment in the Spatial Domain", IEEE
 * TIP 21(12), 2012. The border of the maps is the caller's: the published code has zeros, which the
 * paper does not say.
 */
public final class BrisqueFeatures {

  /** Features per image. */
  public static final int COUNT = 36;

  /** The product with the neighbour below left is that with the one above right. */
  private static final int[] NEIGHBOURS = {
    NeighbourMoments.LEFT,
    NeighbourMoments.ABOVE,
    NeighbourMoments.ABOVE_LEFT,
    NeighbourMoments.ABOVE_RIGHT
  };

  private final NeighbourMoments moments = new NeighbourMoments(NeighbourMoments.Edge.WRAPPED);

  /**
   * @param map MSCN coefficients at full size; not modified
   * @param half those of the image at half size; not modified
   */
  public double[] of(Plane map, Plane half) {
    double[] features = new double[COUNT];
    fill(map, features, 0);
    fill(half, features, COUNT / 2);
    return features;
  }

  private void fill(Plane map, double[] features, int offset) {
    moments.of(map, 0, map.width(), map.height());
    GgdFit fit = GgdFit.of(moments.at(0, NeighbourMoments.VALUES));
    int next = offset;
    features[next++] = fit.alpha();
    features[next++] = fit.variance();
    for (int neighbour : NEIGHBOURS) {
      AggdFit pair = AggdFit.of(moments.at(0, neighbour));
      features[next++] = pair.alpha();
      features[next++] = pair.mean();
      features[next++] = pair.leftSigma() * pair.leftSigma();
      features[next++] = pair.rightSigma() * pair.rightSigma();
    }
  }
}
