package io.spikelake.jobs.task;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/**
 * What tasks have done so far, summed on the driver. A task that is retried counts again: these
 * numbers are for progress and cost, never for the tables.
 *
 * @param samples key frames whose methods are all done
 * @param reconstructions calls of a method
 * @param scores calls of a metric
 * @param windows reads of a window from storage
 * @param bytes bytes read from recordings
 */
public record TaskCounters(
    LongAccumulator samples,
    LongAccumulator reconstructions,
    LongAccumulator scores,
    LongAccumulator windows,
    LongAccumulator bytes)
    implements Serializable {

  public static TaskCounters register(SparkContext context) {
    return new TaskCounters(
        context.longAccumulator("samples"),
        context.longAccumulator("reconstructions"),
        context.longAccumulator("metric calls"),
        context.longAccumulator("windows read"),
        context.longAccumulator("bytes read"));
  }

  /** The sums, by the names under which {@code runs.counts} holds them. */
  public Map<String, Long> sums() {
    Map<String, Long> sums = new TreeMap<>();
    sums.put("samples_done", samples.value());
    sums.put("reconstructor_calls", reconstructions.value());
    sums.put("metric_calls", scores.value());
    sums.put("windows_read", windows.value());
    sums.put("bytes_read", bytes.value());
    return sums;
  }
}
