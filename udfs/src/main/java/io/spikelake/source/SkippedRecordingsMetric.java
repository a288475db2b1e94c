package io.spikelake.source;

import org.apache.spark.sql.connector.metric.CustomSumMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/** Recordings that tasks left out because they are damaged, as shown in the Spark UI. */
public final class SkippedRecordingsMetric extends CustomSumMetric {

  private static final String NAME = "skippedRecordings";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "damaged recordings skipped while reading";
  }

  static CustomTaskMetric value(long skipped) {
    return new CustomTaskMetric() {
      @Override
      public String name() {
        return NAME;
      }

      @Override
      public long value() {
        return skipped;
      }
    };
  }
}
