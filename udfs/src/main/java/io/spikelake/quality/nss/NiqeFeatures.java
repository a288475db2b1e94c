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
 *
 * @param values one row of 36 per patch, patches row by row
 * @param sharpness mean local standard deviation of each patch at full size
 */
public record NiqeFeatures(double[][] values, double[] sharpness) {

  /** Features per patch. */
  public static final int COUNT = 36;

  private static final int PER_SCALE = COUNT / 2;

  /** Columns to the right and rows down of each neighbour, in the order of the features. */
  private static final int[][] SHIFTS = {{1, 0}, {0, 1}, {1, 1}, {-1, 1}};

  /** How an image becomes the one of half size; flavours of the metric differ in precision. */
  @FunctionalInterface
  public interface Halving {
    double[] of(double[] pixels, int width, int height);
  }

  /**
   * @param pixels row-major, 0..255; not modified
   * @param width a multiple of patch
   * @param height a multiple of patch
   * @param patch side of a patch at full size; even
   * @throws IllegalArgumentException if the image is not a whole number of patches
   */
  public static NiqeFeatures of(
      double[] pixels, int width, int height, int patch, Mscn mscn, Halving halving) {
    Planes.check(pixels.length, width, height);
    if (patch < 2 || patch % 2 != 0 || width % patch != 0 || height % patch != 0) {
      throw new IllegalArgumentException(
          "An image of %dx%d is not made of patches of %d".formatted(width, height, patch));
    }
    double[][] values = new double[(width / patch) * (height / patch)][COUNT];
    MscnField full = mscn.of(pixels, width, height);
    fill(values, 0, full.coefficients(), width, height, patch);
    double[] sharpness = means(full.sigma(), width, height, patch);
    double[] half = halving.of(pixels, width, height);
    MscnField coarse = mscn.of(half, width / 2, height / 2);
    fill(values, PER_SCALE, coarse.coefficients(), width / 2, height / 2, patch / 2);
    return new NiqeFeatures(values, sharpness);
  }

  private static void fill(
      double[][] values, int offset, double[] map, int width, int height, int side) {
    double[] patch = new double[side * side];
    double[] products = new double[side * side];
    int index = 0;
    for (int y = 0; y < height; y += side) {
      for (int x = 0; x < width; x += side) {
        cut(map, width, x, y, side, patch);
        double[] row = values[index++];
        AggdFit fit = AggdFit.of(patch);
        int next = offset;
        row[next++] = fit.alpha();
        row[next++] = (fit.leftScale() + fit.rightScale()) / 2;
        for (int[] shift : SHIFTS) {
          NeighbourProducts.of(patch, side, side, shift[0], shift[1], products);
          AggdFit pair = AggdFit.of(products);
          row[next++] = pair.alpha();
          row[next++] = pair.mean();
          row[next++] = pair.leftScale();
          row[next++] = pair.rightScale();
        }
      }
    }
  }

  private static double[] means(double[] map, int width, int height, int side) {
    double[] means = new double[(width / side) * (height / side)];
    double[] patch = new double[side * side];
    int index = 0;
    for (int y = 0; y < height; y += side) {
      for (int x = 0; x < width; x += side) {
        cut(map, width, x, y, side, patch);
        double sum = 0;
        for (double value : patch) {
          sum += value;
        }
        means[index++] = sum / patch.length;
      }
    }
    return means;
  }

  private static void cut(double[] map, int width, int x, int y, int side, double[] patch) {
    for (int row = 0; row < side; row++) {
      System.arraycopy(map, (y + row) * width + x, patch, row * side, side);
    }
  }
}
