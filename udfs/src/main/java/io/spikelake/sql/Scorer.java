package io.spikelake.sql;

import io.spikelake.image.GreyRule;
import io.spikelake.quality.MetricResult;
import io.spikelake.quality.MetricSet;
import io.spikelake.quality.QualityMetric;
import io.spikelake.quality.QualityMetrics;
import io.spikelake.quality.QualityModels;
import java.util.Arrays;
import java.util.List;

/** Scores images by metrics that texts name; for one thread at a time. */
final class Scorer {

  private final Recent<MetricSet> sets;

  Scorer(QualityModels models) {
    this.sets = new Recent<>(ids -> new MetricSet(metrics(ids, models)));
  }

  /**
   * The metric that a text names.
   *
   * @throws IllegalArgumentException if there is no such metric, or its model is not installed
   */
  static QualityMetric metric(String id, QualityModels models) {
    return QualityMetrics.create(QualityMetrics.resolve(id, models), models);
  }

  /**
   * The metrics that a text names.
   *
   * @param ids one or more, separated by commas, each complete or not
   * @throws IllegalArgumentException as {@link #metric}
   */
  static List<QualityMetric> metrics(String ids, QualityModels models) {
    return Arrays.stream(ids.split(",", -1)).map(id -> metric(id, models)).toList();
  }

  /**
   * The metrics that a text names, in its order; made once.
   *
   * @throws IllegalArgumentException as {@link #metric}
   */
  List<QualityMetric> metrics(String ids) {
    return sets.get(ids).metrics();
  }

  /**
   * Scores an image by each of the {@link #metrics(String)}. Colour becomes grey as each metric
   * wants it.
   *
   * @param reference image of the same scene, or null
   * @return a result per metric, in their order
   */
  List<MetricResult> score(String ids, SourceImage image, SourceImage reference) {
    MetricSet set = sets.get(ids);
    if (image.isColour() || (reference != null && reference.isColour())) {
      return set.metrics().stream().map(metric -> score(metric, image, reference)).toList();
    }
    GreyRule any = GreyRule.MATLAB;
    return set.score(image.grey(any), reference == null ? null : reference.grey(any));
  }

  private static MetricResult score(
      QualityMetric metric, SourceImage image, SourceImage reference) {
    GreyRule rule = QualityMetrics.greyRule(metric.id());
    return metric.score(image.grey(rule), reference == null ? null : reference.grey(rule));
  }
}
