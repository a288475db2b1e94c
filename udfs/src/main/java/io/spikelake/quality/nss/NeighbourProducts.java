package io.spikelake.quality.nss;

/**
 * Products of every value with a neighbour, wrapping around at the edges.
 *
 * <p>The value at (x, y) is multiplied by the one at (x - dx, y - dy), as MATLAB's {@code M .*
 * circshift(M, [dy dx])} does. NIQE wraps inside each patch, BRISQUE around the whole image.
 */
public final class NeighbourProducts {

  private NeighbourProducts() {}

  /**
   * @param plane row-major; not modified
   * @param dx columns that the plane is shifted to the right, may be negative
   * @param dy rows that the plane is shifted down, may be negative
   * @param products receives the products, row-major, same size as the plane
   */
  public static void of(double[] plane, int width, int height, int dx, int dy, double[] products) {
    Planes.check(plane.length, width, height);
    Planes.check(products.length, width, height);
    int shift = Math.floorMod(-dx, width);
    for (int y = 0; y < height; y++) {
      int row = y * width;
      int other = Math.floorMod(y - dy, height) * width;
      for (int x = 0; x < width - shift; x++) {
        products[row + x] = plane[row + x] * plane[other + x + shift];
      }
      for (int x = width - shift; x < width; x++) {
        products[row + x] = plane[row + x] * plane[other + x + shift - width];
      }
    }
  }
}
