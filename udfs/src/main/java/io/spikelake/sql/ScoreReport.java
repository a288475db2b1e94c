package io.spikelake.sql;

import io.spikelake.quality.MetricResult;
import io.spikelake.quality.MetricStatus;
import io.spikelake.quality.QualityMetric;
import io.spikelake.schemas.Columns;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** What is known of one score: fields as in the lake's table of scores, and a message. */
final class ScoreReport {

  /** The image itself could not be read, so that no metric saw it. */
  private static final String UNREADABLE = "unreadable";

  static final StructType TYPE =
      new StructType()
          .add(Columns.METRIC, DataTypes.StringType, false)
          .add(Columns.SCORE, DataTypes.DoubleType, true)
          .add(Columns.STATUS, DataTypes.StringType, false)
          .add(Columns.FLAT_FRACTION, DataTypes.DoubleType, true)
          .add(Columns.BLOCKS, DataTypes.IntegerType, false)
          .add("message", DataTypes.StringType, true);

  private ScoreReport() {}

  static InternalRow of(QualityMetric metric, MetricResult result) {
    return row(metric, result, result.status().id(), null);
  }

  static InternalRow ofUnreadable(QualityMetric metric, String message) {
    // The status is that of no metric; what else there is of a result is the same for all.
    return row(metric, MetricResult.without(MetricStatus.NOT_FINITE), UNREADABLE, message);
  }

  static InternalRow ofUnreadableReference(QualityMetric metric, String message) {
    MetricResult none = MetricResult.without(MetricStatus.REFERENCE_UNREADABLE);
    return row(metric, none, none.status().id(), message);
  }

  private static InternalRow row(
      QualityMetric metric, MetricResult result, String status, String message) {
    return new GenericInternalRow(
        new Object[] {
          UTF8String.fromString(metric.id().toString()),
          finiteOrNull(result.score()),
          UTF8String.fromString(status),
          finiteOrNull(result.flatFraction()),
          result.blocks(),
          UTF8String.fromString(message)
        });
  }

  private static Double finiteOrNull(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
