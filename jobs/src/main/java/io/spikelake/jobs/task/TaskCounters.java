package io.spikelake.jobs.task;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/**
 * What tasks have done so far, summed on the driver. A task that is retried counts again: these
 * numbers are for progress and cost, never for the tables. Each is written by one thread of a task.
 *
 * @param samples key frames whose methods are all done
 * @param reconstructions frames that methods have made
 * @param scores calls of a metric
 * @param windows reads of a window from storage
 * @param bytes bytes read from recordings
 * @param inferenceNanos time in networks
 * @param laneNanos time of tasks that had networks
 */
public record TaskCounters(
    LongAccumulator samples,
    LongAccumulator reconstructions,
    LongAccumulator scores,
    LongAccumulator windows,
    LongAccumulator bytes,
    LongAccumulator inferenceNanos,
    LongAccumulator laneNanos)
    implements Serializable {

  /** The sum of the time in networks. */
  public static final String INFERENCE_MS = "inference_ms";

  /** The sum of the time of tasks that had networks. */
  public static final String NETWORK_TASK_MS = "network_task_ms";

  private static final long NANOS_PER_MS = 1_000_000;

  /** Counters of no Spark context, for work outside of tasks. */
  public static TaskCounters detached() {
    return new TaskCounters(
        new LongAccumulator(),
        new LongAccumulator(),
        new LongAccumulator(),
        new LongAccumulator(),
        new LongAccumulator(),
        new LongAccumulator(),
        new LongAccumulator());
  }

  public static TaskCounters register(SparkContext context) {
    return new TaskCounters(
        context.longAccumulator("samples"),
        context.longAccumulator("reconstructions"),
        context.longAccumulator("metric calls"),
        context.longAccumulator("windows read"),
        context.longAccumulator("bytes read"),
        context.longAccumulator("inference ns"),
        context.longAccumulator("network task ns"));
  }

  /** The sums, by the names under which {@code runs.counts} holds them. */
  public Map<String, Long> sums() {
    Map<String, Long> sums = new TreeMap<>();
    sums.put("samples_done", samples.value());
    sums.put("reconstructor_calls", reconstructions.value());
    sums.put("metric_calls", scores.value());
    sums.put("windows_read", windows.value());
    sums.put("bytes_read", bytes.value());
    if (laneNanos.value() > 0) {
      sums.put(INFERENCE_MS, inferenceNanos.value() / NANOS_PER_MS);
      sums.put(NETWORK_TASK_MS, laneNanos.value() / NANOS_PER_MS);
    }
    return sums;
  }
}
