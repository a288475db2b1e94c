package io.spikelake.quality.nss;

/**
 * The 36 features of NIQE for every patch of an image.
 *
 * <p>Patches do not overlap; the image must be a whole number of them. At full size and again at
 * half size (where a patch has half the side) each patch of the MSCN map gives 18 numbers: shape
 * and mean scale {@code (bl + br) / 2} of its values, then for the products with the neighbour to
 * the right, below, and on both diagonals (wrapping inside the patch): shape, mean, left and right
 * scale of the {@link AggdFit}. Local statistics are computed on the whole image, not per patch.
 *
 * <p>Where a patch has no value on one side (locally flat), the features built on that side are
 * NaN.
 *
 * <p>Mittal, Soundararajan, Bovik, "Making a 'Completely Blind' Image Quality Analyzer", IEEE
 * Signal Processing Letters 20(3), 2013.
 */
public final class NiqeFeatures {

  /** Features per patch. */
  public static final int COUNT = 36;

  private static final int PER_SCALE = COUNT / 2;

  /** Products with the neighbours to the left and above are those with the ones across. */
  private static final int[] NEIGHBOURS = {
    NeighbourMoments.LEFT,
    NeighbourMoments.ABOVE,
    NeighbourMoments.ABOVE_LEFT,
    NeighbourMoments.ABOVE_RIGHT
  };

  private final int patch;
  private final NeighbourMoments moments = new NeighbourMoments(NeighbourMoments.Edge.WRAPPED);

  /**
   * @param patch side of a patch at full size; even
   */
  public NiqeFeatures(int patch) {
    if (patch < 2 || patch % 2 != 0) {
      throw new IllegalArgumentException(
          "The side of a patch must be even and at least 2: " + patch);
    }
    this.patch = patch;
  }

  /**
   * @param map MSCN coefficients at full size; not modified
   * @param half those of the image at half size; not modified
   * @return one row of 36 per patch, patches row by row
   * @throws IllegalArgumentException if the image is not a whole number of patches
   */
  public double[][] of(Plane map, Plane half) {
    requirePatches(map, patch);
    requirePatches(half, patch / 2);
    double[][] features = new double[map.width() / patch * (map.height() / patch)][COUNT];
    fill(map, patch, features, 0);
    fill(half, patch / 2, features, PER_SCALE);
    return features;
  }

  private void fill(Plane map, int side, double[][] features, int offset) {
    int across = map.width() / side;
    for (int band = 0; band < map.height() / side; band++) {
      moments.of(map, band * side, side, side);
      for (int i = 0; i < across; i++) {
        fill(i, features[band * across + i], offset);
      }
    }
  }

  private void fill(int index, double[] row, int offset) {
    AggdFit fit = AggdFit.of(moments.at(index, NeighbourMoments.VALUES));
    int next = offset;
    row[next++] = fit.alpha();
    row[next++] = (fit.leftScale() + fit.rightScale()) / 2;
    for (int neighbour : NEIGHBOURS) {
      AggdFit pair = AggdFit.of(moments.at(index, neighbour));
      row[next++] = pair.alpha();
      row[next++] = pair.mean();
      row[next++] = pair.leftScale();
      row[next++] = pair.rightScale();
    }
  }

  /**
   * How sharp patches are: the mean of the local standard deviation over each, patches row by row.
   *
   * @param sigma local standard deviations at full size; not modified
   */
  public double[] sharpness(Plane sigma) {
    requirePatches(sigma, patch);
    int across = sigma.width() / patch;
    double[] means = new double[across * (sigma.height() / patch)];
    for (int y = 0; y < sigma.height(); y++) {
      for (int x = 0; x < sigma.width(); x++) {
        means[y / patch * across + x / patch] += sigma.values()[y * sigma.stride() + x];
      }
    }
    for (int i = 0; i < means.length; i++) {
      means[i] /= patch * patch;
    }
    return means;
  }

  private static void requirePatches(Plane plane, int side) {
    if (plane.width() % side != 0 || plane.height() % side != 0) {
      throw new IllegalArgumentException(
          "An image of %dx%d is not made of patches of %d"
              .formatted(plane.width(), plane.height(), side));
    }
  }
}
