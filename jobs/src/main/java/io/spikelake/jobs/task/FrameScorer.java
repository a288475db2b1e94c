package io.spikelake.jobs.task;

import io.spikelake.image.GrayImage;
import io.spikelake.quality.MetricResult;
import io.spikelake.quality.MetricStatus;
import io.spikelake.quality.QualityMetric;
import io.spikelake.quality.QualityMetrics;
import io.spikelake.quality.QualityModels;
import io.spikelake.variant.VariantId;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Computes metrics of one image as rows of {@code FramesTable.METRIC_TYPE}. For one thread.
 *
 * <p>Full-reference metrics exist only for samples that have a ground truth; others get no row for
 * them.
 */
final class FrameScorer {

  private final List<QualityMetric> metrics;
  private final TaskCounters counters;

  FrameScorer(List<String> metricIds, QualityModels models, TaskCounters counters) {
    this.metrics =
        metricIds.stream().map(id -> QualityMetrics.create(VariantId.parse(id), models)).toList();
    this.counters = counters;
  }

  /** Whether any of the metrics compares with a ground truth. */
  boolean needsReference() {
    return metrics.stream().anyMatch(QualityMetric::needsReference);
  }

  /** What a sample has as ground truth. */
  record Reference(GrayImage picture, boolean unreadable) {
    static final Reference NONE = new Reference(null, false);
    static final Reference UNREADABLE = new Reference(null, true);

    boolean exists() {
      return picture != null || unreadable;
    }
  }

  List<Row> score(GrayImage image, Reference reference) {
    List<Row> rows = new ArrayList<>();
    for (QualityMetric metric : metrics) {
      if (metric.needsReference() && !reference.exists()) {
        continue;
      }
      counters.scores().add(1);
      rows.add(row(metric, result(metric, image, reference)));
    }
    return rows;
  }

  /** The rows of a sample that has no image because its window is incomplete. */
  List<Row> windowIncomplete(boolean hasReference) {
    return metrics.stream()
        .filter(metric -> !metric.needsReference() || hasReference)
        .map(metric -> row(metric, MetricResult.without(MetricStatus.WINDOW_INCOMPLETE)))
        .toList();
  }

  private static MetricResult result(QualityMetric metric, GrayImage image, Reference reference) {
    return metric.needsReference() && reference.unreadable()
        ? MetricResult.without(MetricStatus.REFERENCE_UNREADABLE)
        : metric.score(image, reference.picture());
  }

  private static Row row(QualityMetric metric, MetricResult result) {
    return RowFactory.create(
        metric.id().toString(),
        finiteOrNull(result.score()),
        result.status().id(),
        finiteOrNull(result.flatFraction()),
        result.blocks());
  }

  private static Double finiteOrNull(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
