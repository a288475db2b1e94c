package io.spikelake.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalLong;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/** One query's scan of the windows; planned when it is first asked for partitions or statistics. */
final class SpikeScan implements Scan, Batch, SupportsReportStatistics {

  private final SpikeTable table;
  private final ReadPlan plan;
  private ScanPlan planned;

  SpikeScan(SpikeTable table, ReadPlan plan) {
    this.table = table;
    this.plan = plan;
  }

  @Override
  public StructType readSchema() {
    return plan.columns();
  }

  @Override
  public String description() {
    return "%s, %d recordings, filters %s"
        .formatted(table.name(), table.recordings().size(), plan.filter().understood());
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    return planned().partitions().toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(SparkSession.active().sparkContext());
    return new WindowReaderFactory(
        plan, context.broadcast(new SerializableConfiguration(table.conf())));
  }

  @Override
  public CustomMetric[] supportedCustomMetrics() {
    return new CustomMetric[] {new SkippedRecordingsMetric()};
  }

  @Override
  public Statistics estimateStatistics() {
    ScanPlan of = planned();
    return new Statistics() {
      @Override
      public OptionalLong sizeInBytes() {
        return OptionalLong.of(of.rowBytes());
      }

      @Override
      public OptionalLong numRows() {
        return of.rows();
      }
    };
  }

  private synchronized ScanPlan planned() {
    if (planned == null) {
      SparkSession session = SparkSession.active();
      SQLConf conf = session.sessionState().conf();
      PartitionSize size =
          new PartitionSize(
              table.options().maxPartitionBytes(),
              conf.filesMaxPartitionBytes(),
              conf.filesOpenCostInBytes(),
              session.sparkContext().defaultParallelism());
      try {
        planned = ScanPlanner.plan(table, plan, size);
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }
    return planned;
  }
}
