package io.spikelake.quality;

import io.spikelake.quality.nss.FlatAreas;

/**
 * Outcome of one metric on one image.
 *
 * @param status whether there is a score; a score exists if and only if this is {@link
 *     MetricStatus#OK}
 * @param score the score; NaN where there is none
 * @param flatFraction share of the image where scores depend on rounding, 0..1, as {@link
 *     FlatAreas} measures it on the grey levels of the metric. NaN for metrics that do not use
 *     local contrast, and where the status is {@link MetricStatus#NOT_FINITE} for the image
 * @param blocks blocks or patches that entered the score; 0 for metrics without any
 */
public record MetricResult(MetricStatus status, double score, double flatFraction, int blocks) {

  public MetricResult {
    if ((status == MetricStatus.OK) != Double.isFinite(score)) {
      throw new IllegalArgumentException("Status %s with score %s".formatted(status, score));
    }
  }

  public static MetricResult ok(double score, double flatFraction, int blocks) {
    return Double.isFinite(score)
        ? new MetricResult(MetricStatus.OK, score, flatFraction, blocks)
        : without(MetricStatus.NOT_FINITE, flatFraction, blocks);
  }

  public static MetricResult without(MetricStatus status, double flatFraction, int blocks) {
    return new MetricResult(status, Double.NaN, flatFraction, blocks);
  }

  public static MetricResult without(MetricStatus status) {
    return without(status, Double.NaN, 0);
  }
}
