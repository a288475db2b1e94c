package io.spikelake.quality.nss;

/**
 * Share of an image on which the statistics of local contrast rest on rounding noise.
 *
 * <p>A pixel is flat when it equals the Gaussian mean of its 7x7 window (border replicated) up to
 * rounding, {@code |I - mu| < 1e-9}: the window is constant, or, rarely, it balances out around the
 * pixel, as on an even ramp. There the sign of the normalised value is noise, and scores of NIQE
 * and BRISQUE depend on what a program makes of it. Below 1e-4 every convention of the metrics
 * agrees; from 0.03 on scores of different programs are not comparable.
 *
 * <p>{@link Mscn#update} counts the same pixels on its way.
 */
public final class FlatAreas {

  /** Far above rounding (1e-13 at 255), far below any real contrast of 8-bit pixels. */
  static final double NEGLIGIBLE = 1e-9;

  private final SlidingRows rows = new SlidingRows(Border.REPLICATE);
  private final WindowMeans window = GaussianWindow.DOUBLE.means();
  private double[] means = new double[0];

  /**
   * @param image 0..255; not modified
   * @return 0..1
   */
  public double fraction(Plane image) {
    int width = image.width();
    means = Planes.atLeast(means, width);
    long flat = 0;
    rows.start(image, 0, width, 0);
    for (int y = 0; y < image.height(); y++) {
      rows.moveDown();
      window.of(rows.rows, width, means);
      flat += count(rows.rows[GaussianWindow.RADIUS], width);
    }
    return (double) flat / ((long) width * image.height());
  }

  private int count(double[] row, int width) {
    int flat = 0;
    for (int x = 0; x < width; x++) {
      if (Math.abs(row[x + GaussianWindow.RADIUS] - means[x]) < NEGLIGIBLE) {
        flat++;
      }
    }
    return flat;
  }
}
