package io.spikelake.quality.nss;

import java.util.Arrays;
import java.util.List;

/**
 * Mean and covariance of feature rows, passing over NaN as MATLAB's {@code nanmean} and {@code
 * nancov} do: the mean of a feature is over the rows that have it, the covariance (divided by n -
 * 1) over the rows that have every feature.
 *
 * @param mean one number per feature; NaN for a feature that no row has
 * @param covariance row-major; NaN with fewer than two complete rows
 * @param completeRows rows that have every feature
 */
public record FeatureStatistics(double[] mean, double[] covariance, int completeRows) {

  /**
   * @param rows rows of equal length, at least one
   */
  public static FeatureStatistics of(List<double[]> rows) {
    int features = rows.get(0).length;
    List<double[]> complete =
        rows.stream().filter(row -> Arrays.stream(row).noneMatch(Double::isNaN)).toList();
    return new FeatureStatistics(
        mean(rows, features), covariance(complete, features), complete.size());
  }

  private static double[] mean(List<double[]> rows, int features) {
    double[] mean = new double[features];
    for (int i = 0; i < features; i++) {
      double sum = 0;
      int count = 0;
      for (double[] row : rows) {
        if (!Double.isNaN(row[i])) {
          sum += row[i];
          count++;
        }
      }
      mean[i] = sum / count;
    }
    return mean;
  }

  /** In two passes, because the features differ by orders of magnitude. */
  private static double[] covariance(List<double[]> rows, int features) {
    double[] covariance = new double[features * features];
    if (rows.size() < 2) {
      Arrays.fill(covariance, Double.NaN);
      return covariance;
    }
    double[] mean = mean(rows, features);
    for (int i = 0; i < features; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (double[] row : rows) {
          sum += (row[i] - mean[i]) * (row[j] - mean[j]);
        }
        covariance[i * features + j] = sum / (rows.size() - 1);
        covariance[j * features + i] = covariance[i * features + j];
      }
    }
    return covariance;
  }
}
