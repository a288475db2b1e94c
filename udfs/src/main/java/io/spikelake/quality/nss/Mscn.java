package io.spikelake.quality.nss;

/**
 * Mean-subtracted, contrast-normalised (MSCN) coefficients of a grey image.
 *
 * <pre>{@code
 * mu    = W * I
 * sigma = sqrt(|W * I^2 - mu^2| + epsilon)
 * mscn  = (I - mu) / (sigma + C)
 * }</pre>
 *
 * where {@code *} is correlation with the 7x7 {@link GaussianWindow} W and C = 1. C assumes pixels
 * in 0..255; other ranges give other statistics.
 *
 * <p>Where the window is flat, {@code I - mu} is 0 but for rounding, and whole scores would follow
 * the sign of what rounding leaves (up to 0.5 in NIQE and 10 in BRISQUE for an image that is one
 * third flat). With {@link GaussianWindow#DOUBLE}, differences of less than {@value
 * FlatAreas#NEGLIGIBLE} are therefore 0, so that the order of summation, which the windows' shape
 * lets one choose freely, does not matter. {@link GaussianWindow#SINGLE} sums to 1 + 1.1e-8: there
 * the differences are negative and far above rounding, and stay as they are.
 *
 * <p>Pixels that are not finite spread over their neighbourhood; callers exclude them. Has work
 * space of its own: for one thread at a time.
 *
 * <p>Mittal, Moorthy, Bovik, "No-Reference Image Quality Assessment in the Spatial Domain", IEEE
 * TIP 21(12), 2012, eq. 1-3. The absolute value under the root, the border and epsilon are those of
 * published code, not of the paper.
 */
public final class Mscn {

  /** Keeps the division defined where the deviation is zero; one grey level of 255. */
  private static final double C = 1;

  private final WindowMeans window;
  private final boolean snaps;
  private final double epsilon;
  private final SlidingRows rows;
  private double[] means = new double[0];
  private double[] differences = new double[0];
  private double[] deviations = new double[0];

  /**
   * @param epsilon added under the root: 0 for MATLAB, a machine epsilon for IQA-PyTorch
   */
  public Mscn(GaussianWindow window, Border border, double epsilon) {
    this.window = window.means();
    this.snaps = window == GaussianWindow.DOUBLE;
    this.epsilon = epsilon;
    this.rows = new SlidingRows(border);
  }

  /**
   * Computes the coefficients of a whole image.
   *
   * @param image 0..255; not modified
   * @param map takes the size of the image and receives the coefficients
   */
  public void of(Plane image, Plane map) {
    map.resize(image.width(), image.height());
    update(image, 0, 0, image.width(), image.height(), map);
  }

  /**
   * Computes the coefficients of a whole image, and the local deviations.
   *
   * @param sigma takes the size of the image and receives the deviations on the scale of the pixels
   */
  public void of(Plane image, Plane map, Plane sigma) {
    map.resize(image.width(), image.height());
    sigma.resize(image.width(), image.height());
    rows.start(image, 0, image.width(), 0);
    for (int y = 0; y < image.height(); y++) {
      nextRow(0, image.width(), map, y);
      System.arraycopy(deviations, 0, sigma.values(), y * sigma.stride(), image.width());
    }
  }

  /**
   * Computes a rectangle of the coefficients of an image. It may reach beyond the right and the
   * bottom edge, where the coefficients are those of the image continued as the border has it.
   *
   * @param left first column
   * @param top first row
   * @param right column after the last
   * @param bottom row after the last
   * @param map receives the coefficients at the same places; the rest of it is left alone
   * @return how many of the differences {@code I - mu} inside the image were negligible; 0 for the
   *     window in single precision, where none are
   */
  public long update(Plane image, int left, int top, int right, int bottom, Plane map) {
    int inside = Math.max(Math.min(right, image.width()) - left, 0);
    long negligible = 0;
    rows.start(image, left, right - left, top);
    for (int y = top; y < bottom; y++) {
      int inRow = nextRow(left, right - left, inside, map, y);
      negligible += y < image.height() ? inRow : 0;
    }
    return negligible;
  }

  private void nextRow(int left, int width, Plane map, int y) {
    nextRow(left, width, width, map, y);
  }

  /** Returns how many of the first {@code counted} differences were negligible. */
  private int nextRow(int left, int width, int counted, Plane map, int y) {
    means = Planes.atLeast(means, width);
    differences = Planes.atLeast(differences, width);
    deviations = Planes.atLeast(deviations, width);
    rows.moveDown();
    window.of(rows.rows, width, means);
    window.of(rows.squares, width, deviations);
    subtract(rows.rows[GaussianWindow.RADIUS], means, width, differences);
    int negligible = 0;
    if (snaps) {
      negligible = snap(0, counted, differences);
      snap(counted, width, differences);
    }
    rootOfVariances(means, width, epsilon, deviations);
    divide(differences, deviations, width, map.values(), y * map.stride() + left);
    return negligible;
  }

  /**
   * @param row begins three columns before the places
   */
  private static void subtract(double[] row, double[] means, int width, double[] differences) {
    for (int x = 0; x < width; x++) {
      differences[x] = row[x + GaussianWindow.RADIUS] - means[x];
    }
  }

  private static int snap(int from, int to, double[] differences) {
    int negligible = 0;
    for (int x = from; x < to; x++) {
      if (Math.abs(differences[x]) < FlatAreas.NEGLIGIBLE) {
        differences[x] = 0;
        negligible++;
      }
    }
    return negligible;
  }

  /**
   * @param values mean squares, which become standard deviations
   */
  private static void rootOfVariances(double[] means, int width, double epsilon, double[] values) {
    for (int x = 0; x < width; x++) {
      values[x] = Math.sqrt(Math.abs(values[x] - means[x] * means[x]) + epsilon);
    }
  }

  private static void divide(
      double[] differences, double[] deviations, int width, double[] map, int at) {
    for (int x = 0; x < width; x++) {
      map[at + x] = differences[x] / (deviations[x] + C);
    }
  }
}
