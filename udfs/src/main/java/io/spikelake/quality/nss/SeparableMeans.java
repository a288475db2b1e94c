package io.spikelake.quality.nss;

/**
 * Means under a window that is the product of a symmetric profile with itself: down the columns
 * first, then along the row, from the outer taps to the centre with those of one weight added
 * first.
 */
final class SeparableMeans implements WindowMeans {

  private final double w0;
  private final double w1;
  private final double w2;
  private final double w3;
  private final RowKernels kernels = RowKernels.fastest();
  private double[] columns = new double[0];

  /**
   * @param profile the seven weights of one axis, symmetric
   */
  SeparableMeans(double[] profile) {
    w0 = profile[0];
    w1 = profile[1];
    w2 = profile[2];
    w3 = profile[3];
  }

  @Override
  public void of(double[][] rows, int width, double[] means) {
    columns = Planes.atLeast(columns, width + 2 * GaussianWindow.RADIUS);
    kernels.down(rows, width + 2 * GaussianWindow.RADIUS, w0, w1, w2, w3, columns);
    kernels.across(columns, width, w0, w1, w2, w3, means);
  }
}
