package io.spikelake.reconstruct;

/**
 * Smooths an image in place along whichever direction it changes least.
 *
 * <p>A pixel x with neighbours named by compass (N the row before) has eight proposals for its
 * change:
 *
 * <pre>
 * (N + S) / 2 - x     (W + E) / 2 - x     (NW + SE) / 2 - x   (NE + SW) / 2 - x
 * N + W - NW - x      N + E - NE - x      W + S - SW - x      E + S - SE - x
 * </pre>
 *
 * of which it takes the smallest in magnitude, the earlier where two are equal. A round visits
 * every second row and column starting at (row, column) (1, 1), then (2, 2), (1, 2) and (2, 1); the
 * border stays. No pixel of such a grid is a neighbour of another, so the order inside one does not
 * matter.
 *
 * <p>Proposals of equal magnitude and opposite sign are common in flat areas, and which of them the
 * arithmetic of a machine finds smaller is chance. Here magnitudes that differ by less than {@link
 * #TIE} are equal, so that the earlier is taken always.
 */
final class DirectionalFilter {

  /** Far above rounding, far below what can be seen, for pixels in 0..10. */
  private static final double TIE = 1e-9;

  private DirectionalFilter() {}

  /**
   * @param pixels (Input, Output) row-major
   */
  static void apply(double[] pixels, int width, int height, int rounds) {
    for (int round = 0; round < rounds; round++) {
      grid(pixels, width, height, 1, 1);
      grid(pixels, width, height, 2, 2);
      grid(pixels, width, height, 1, 2);
      grid(pixels, width, height, 2, 1);
    }
  }

  private static void grid(double[] pixels, int width, int height, int row, int column) {
    for (int y = row; y < height - 1; y += 2) {
      for (int p = y * width + column; p < (y + 1) * width - 1; p += 2) {
        pixels[p] += change(pixels, p, width);
      }
    }
  }

  private static double change(double[] pixels, int p, int width) {
    double x = pixels[p];
    double n = pixels[p - width];
    double s = pixels[p + width];
    double w = pixels[p - 1];
    double e = pixels[p + 1];
    double nw = pixels[p - width - 1];
    double ne = pixels[p - width + 1];
    double sw = pixels[p + width - 1];
    double se = pixels[p + width + 1];
    double change = (n + s) / 2 - x;
    change = smaller(change, (w + e) / 2 - x);
    change = smaller(change, (nw + se) / 2 - x);
    change = smaller(change, (ne + sw) / 2 - x);
    change = smaller(change, n + w - nw - x);
    change = smaller(change, n + e - ne - x);
    change = smaller(change, w + s - sw - x);
    return smaller(change, e + s - se - x);
  }

  private static double smaller(double earlier, double later) {
    return Math.abs(later) < Math.abs(earlier) - TIE ? later : earlier;
  }
}
