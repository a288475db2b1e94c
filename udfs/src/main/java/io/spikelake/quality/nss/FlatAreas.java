package io.spikelake.quality.nss;

import java.util.Arrays;

/**
 * Share of an image on which the statistics of local contrast rest on rounding noise.
 *
 * <p>A pixel is flat when it equals the Gaussian mean of its 7x7 window (border replicated) up to
 * rounding, {@code |I - mu| < 1e-9}: the window is constant, or, rarely, it balances out around the
 * pixel, as on an even ramp. There the sign of the normalised value is noise, and scores of NIQE
 * and BRISQUE depend on it. Below 1e-4 every convention of the metrics agrees; from 0.03 on scores
 * of different programs are not comparable.
 */
public final class FlatAreas {

  /** Far above rounding (1e-13 at 255), far below any real contrast of 8-bit pixels. */
  private static final double NEGLIGIBLE = 1e-9;

  private static final double[] PROFILE = profile();

  private FlatAreas() {}

  /**
   * @param pixels row-major, 0..255; not modified
   * @return 0..1
   */
  public static double fraction(double[] pixels, int width, int height) {
    Planes.check(pixels.length, width, height);
    int side = GaussianWindow.SIDE;
    int stride = width + side - 1;
    double[] padded = Planes.pad(pixels, width, height, GaussianWindow.RADIUS, Border.REPLICATE);
    double[] columns = new double[stride];
    long flat = 0;
    for (int y = 0; y < height; y++) {
      Arrays.fill(columns, 0);
      for (int tap = 0; tap < side; tap++) {
        for (int x = 0; x < stride; x++) {
          columns[x] += PROFILE[tap] * padded[(y + tap) * stride + x];
        }
      }
      for (int x = 0; x < width; x++) {
        double mean = 0;
        for (int tap = 0; tap < side; tap++) {
          mean += PROFILE[tap] * columns[x + tap];
        }
        if (Math.abs(pixels[y * width + x] - mean) < NEGLIGIBLE) {
          flat++;
        }
      }
    }
    return (double) flat / pixels.length;
  }

  /** The window is a product of two profiles; the test tolerates the order of summation. */
  private static double[] profile() {
    double[] weights = GaussianWindow.DOUBLE.weights();
    double[] profile = new double[GaussianWindow.SIDE];
    for (int i = 0; i < weights.length; i++) {
      profile[i % GaussianWindow.SIDE] += weights[i];
    }
    return profile;
  }
}
