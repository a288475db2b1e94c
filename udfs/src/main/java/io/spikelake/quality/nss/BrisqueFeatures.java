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
 * TIP 21(12), 2012. The border is the caller's, by the {@link Mscn} it gives: the published code
 * has zeros, which the paper does not say.
 */
public final class BrisqueFeatures {

  /** Features per image. */
  public static final int COUNT = 36;

  /** Columns to the right and rows down that the map is shifted, in the order of the features. */
  private static final int[][] SHIFTS = {{1, 0}, {0, 1}, {1, 1}, {1, -1}};

  private BrisqueFeatures() {}

  /**
   * @param pixels row-major, 0..255; not modified
   * @param halving how the image becomes the one of half size
   */
  public static double[] of(
      double[] pixels, int width, int height, Mscn mscn, NiqeFeatures.Halving halving) {
    double[] features = new double[COUNT];
    fill(features, 0, mscn.of(pixels, width, height));
    double[] half = halving.of(pixels, width, height);
    fill(features, COUNT / 2, mscn.of(half, HalfSize.of(width), HalfSize.of(height)));
    return features;
  }

  private static void fill(double[] features, int offset, MscnField field) {
    GgdFit fit = GgdFit.of(field.coefficients());
    int next = offset;
    features[next++] = fit.alpha();
    features[next++] = fit.variance();
    double[] products = new double[field.coefficients().length];
    for (int[] shift : SHIFTS) {
      NeighbourProducts.of(
          field.coefficients(), field.width(), field.height(), shift[0], shift[1], products);
      AggdFit pair = AggdFit.of(products);
      features[next++] = pair.alpha();
      features[next++] = pair.mean();
      features[next++] = pair.leftSigma() * pair.leftSigma();
      features[next++] = pair.rightSigma() * pair.rightSigma();
    }
  }
}
