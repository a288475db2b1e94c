package io.spikelake.jobs.task;

import io.spikelake.djl.MetricCatalogue;
import io.spikelake.djl.NetworkSettings;
import io.spikelake.image.GrayImage;
import io.spikelake.quality.MetricResult;
import io.spikelake.quality.MetricSet;
import io.spikelake.quality.MetricStatus;
import io.spikelake.quality.QualityMetric;
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
final class FrameScorer implements AutoCloseable {

  private final MetricSet all;
  private final MetricSet withoutReference;
  private final TaskCounters counters;

  /**
   * @param settings for metrics that are networks; null if there is none
   */
  FrameScorer(
      List<String> metricIds,
      Equipment equipment,
      NetworkSettings settings,
      TaskCounters counters) {
    MetricCatalogue catalogue = equipment.metrics();
    List<QualityMetric> metrics =
        metricIds.stream()
            .map(id -> catalogue.create(VariantId.parse(id), equipment.models(), settings))
            .toList();
    this.all = new MetricSet(metrics);
    this.withoutReference =
        new MetricSet(metrics.stream().filter(metric -> !metric.needsReference()).toList());
    this.counters = counters;
  }

  /** Whether any of the metrics compares with a ground truth. */
  boolean needsReference() {
    return all.metrics().stream().anyMatch(QualityMetric::needsReference);
  }

  /** What a sample has as ground truth. */
  record Reference(GrayImage picture, boolean unreadable) {
    static final Reference NONE = new Reference(null, false);
    static final Reference UNREADABLE = new Reference(null, true);

    boolean exists() {
      return picture != null || unreadable;
    }
  }

  /**
   * @param label name of the class of what the image shows, or null
   */
  List<Row> score(GrayImage image, Reference reference, String label) {
    MetricSet metrics = reference.exists() ? all : withoutReference;
    List<MetricResult> results = metrics.score(image, reference.picture(), label);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      QualityMetric metric = metrics.metrics().get(i);
      counters.scores().add(1);
      rows.add(row(metric, result(metric, results.get(i), reference)));
    }
    return rows;
  }

  /** The rows of a sample that has no image because its window is incomplete. */
  List<Row> windowIncomplete(boolean hasReference) {
    MetricSet metrics = hasReference ? all : withoutReference;
    return metrics.metrics().stream()
        .map(metric -> row(metric, MetricResult.without(MetricStatus.WINDOW_INCOMPLETE)))
        .toList();
  }

  /** To the metric a reference that could not be read is one that is not there. */
  private static MetricResult result(
      QualityMetric metric, MetricResult result, Reference reference) {
    return metric.needsReference() && reference.unreadable()
        ? MetricResult.without(MetricStatus.REFERENCE_UNREADABLE)
        : result;
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

  /** Closes the metrics that are networks. */
  @Override
  public void close() {
    for (QualityMetric metric : all.metrics()) {
      if (metric instanceof AutoCloseable network) {
        try {
          network.close();
        } catch (Exception e) {
          throw new IllegalStateException("Could not close %s: %s".formatted(metric.id(), e), e);
        }
      }
    }
  }
}
