package io.spikelake.quality.nss;

import java.util.Arrays;

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
 * <p>The window is applied as one two-dimensional sum in double precision, row by row from the top
 * left. The order is part of the definition: where the window is flat, {@code I - mu} is rounding
 * noise whose sign the order decides, and scores of images with flat areas follow it (up to 0.5 in
 * NIQE and 10 in BRISQUE for an image that is one third flat). Two passes of a one-dimensional
 * window would be faster and give other noise.
 *
 * <p>A constant region yields values of magnitude 1e-13 or less with the double window, of 3e-6
 * with the single one. Pixels that are not finite spread over their neighbourhood; callers exclude
 * them.
 *
 * <p>Mittal, Moorthy, Bovik, "No-Reference Image Quality Assessment in the Spatial Domain", IEEE
 * TIP 21(12), 2012, eq. 1-3. The absolute value under the root, the border and epsilon are those of
 * published code, not of the paper.
 */
public final class Mscn {

  /** Keeps the division defined where the deviation is zero; one grey level of 255. */
  private static final double C = 1;

  private final double[] weights;
  private final Border border;
  private final double epsilon;

  /**
   * @param epsilon added under the root: 0 for MATLAB, a machine epsilon for IQA-PyTorch
   */
  public Mscn(GaussianWindow window, Border border, double epsilon) {
    this.weights = window.weights();
    this.border = border;
    this.epsilon = epsilon;
  }

  /**
   * @param pixels row-major, 0..255; not modified
   */
  public MscnField of(double[] pixels, int width, int height) {
    Planes.check(pixels.length, width, height);
    double[] padded = Planes.pad(pixels, width, height, GaussianWindow.RADIUS, border);
    double[] squares = new double[padded.length];
    for (int i = 0; i < padded.length; i++) {
      squares[i] = padded[i] * padded[i];
    }
    double[] coefficients = new double[width * height];
    double[] sigmas = new double[width * height];
    double[] mean = new double[width];
    double[] meanSquare = new double[width];
    for (int y = 0; y < height; y++) {
      correlateRow(padded, width, y, mean);
      correlateRow(squares, width, y, meanSquare);
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        double sigma = Math.sqrt(Math.abs(meanSquare[x] - mean[x] * mean[x]) + epsilon);
        sigmas[i] = sigma;
        coefficients[i] = (pixels[i] - mean[x]) / (sigma + C);
      }
    }
    return new MscnField(width, height, coefficients, sigmas);
  }

  /**
   * One row of the window at a time over a whole row of the image: every pixel sums its 49 terms in
   * order, and the loop vectorises.
   */
  private void correlateRow(double[] padded, int width, int y, double[] sums) {
    int stride = width + 2 * GaussianWindow.RADIUS;
    Arrays.fill(sums, 0);
    for (int row = 0; row < GaussianWindow.SIDE; row++) {
      int tap = row * GaussianWindow.SIDE;
      double w0 = weights[tap];
      double w1 = weights[tap + 1];
      double w2 = weights[tap + 2];
      double w3 = weights[tap + 3];
      double w4 = weights[tap + 4];
      double w5 = weights[tap + 5];
      double w6 = weights[tap + 6];
      int from = (y + row) * stride;
      for (int x = 0; x < width; x++) {
        int i = from + x;
        sums[x] =
            sums[x]
                + w0 * padded[i]
                + w1 * padded[i + 1]
                + w2 * padded[i + 2]
                + w3 * padded[i + 3]
                + w4 * padded[i + 4]
                + w5 * padded[i + 5]
                + w6 * padded[i + 6];
      }
    }
  }
}
