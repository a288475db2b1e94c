package io.spikelake.quality;

import java.util.Arrays;

/**
 * Weighted means, variances and covariance of two images in a square window, for all windows of one
 * row at a time. The window is separable: the weight at (i, j) is {@code weights[i] * weights[j]}.
 */
final class WindowStatistics {

  private final double[] weights;
  private final double covarianceFactor;
  private double[][] columnSums = new double[5][0];
  private double[][] means = new double[5][0];

  /**
   * @param weights of one axis; their sum is 1
   * @param covarianceFactor factor on variances and covariance: 1 for those of the window itself,
   *     {@code n / (n - 1)} for a sample of n
   */
  WindowStatistics(double[] weights, double covarianceFactor) {
    this.weights = weights;
    this.covarianceFactor = covarianceFactor;
  }

  int side() {
    return weights.length;
  }

  /**
   * Computes the windows whose top row is {@code top}; column c is the one whose left column is c.
   *
   * @param x first image, row-major
   * @param y second image of the same size
   */
  void computeRow(double[] x, double[] y, int width, int top) {
    if (columnSums[0].length != width) {
      columnSums = new double[5][width];
      means = new double[5][width];
    }
    for (int m = 0; m < 5; m++) {
      Arrays.fill(columnSums[m], 0);
      Arrays.fill(means[m], 0);
    }
    for (int i = 0; i < weights.length; i++) {
      addRow(weights[i], x, y, (top + i) * width, width);
    }
    int columns = width - weights.length + 1;
    for (int m = 0; m < 5; m++) {
      for (int i = 0; i < weights.length; i++) {
        addShifted(weights[i], columnSums[m], i, means[m], columns);
      }
    }
  }

  private void addRow(double weight, double[] x, double[] y, int start, int width) {
    double[] sumX = columnSums[0];
    double[] sumY = columnSums[1];
    double[] sumXx = columnSums[2];
    double[] sumYy = columnSums[3];
    double[] sumXy = columnSums[4];
    for (int c = 0; c < width; c++) {
      double weightedX = weight * x[start + c];
      double weightedY = weight * y[start + c];
      sumX[c] += weightedX;
      sumY[c] += weightedY;
      sumXx[c] += weightedX * x[start + c];
      sumYy[c] += weightedY * y[start + c];
      sumXy[c] += weightedX * y[start + c];
    }
  }

  private static void addShifted(
      double weight, double[] sums, int shift, double[] means, int columns) {
    for (int c = 0; c < columns; c++) {
      means[c] += weight * sums[shift + c];
    }
  }

  double meanX(int column) {
    return means[0][column];
  }

  double meanY(int column) {
    return means[1][column];
  }

  double varianceX(int column) {
    return covarianceFactor * (means[2][column] - means[0][column] * means[0][column]);
  }

  double varianceY(int column) {
    return covarianceFactor * (means[3][column] - means[1][column] * means[1][column]);
  }

  double covariance(int column) {
    return covarianceFactor * (means[4][column] - means[0][column] * means[1][column]);
  }
}
