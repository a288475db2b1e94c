package io.spikelake.jobs.task;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.SparkContext;
import org.apache.spark.metrics.source.LongAccumulatorSource$;
import org.apache.spark.util.LongAccumulator;
import scala.Predef$;
import scala.Tuple2;
import scala.collection.JavaConverters;

/**
 * What tasks have done so far, summed on the driver. A task that is retried counts again: these
 * numbers are for progress and cost, never for the tables. Each is written by one thread of a task.
 *
 * @param recordings recordings below the inputs that can be used
 * @param quarantined recordings below the inputs that cannot
 * @param samples key frames whose methods are all done
 * @param reconstructions frames that methods have made
 * @param failures frames that failed
 * @param scores calls of a metric
 * @param windows reads of a window from storage
 * @param bytes bytes read from recordings
 * @param laneNanos time of tasks that had networks
 * @param stages nanoseconds by stage, of all tasks together
 */
public record TaskCounters(
    LongAccumulator recordings,
    LongAccumulator quarantined,
    LongAccumulator samples,
    LongAccumulator reconstructions,
    LongAccumulator failures,
    LongAccumulator scores,
    LongAccumulator windows,
    LongAccumulator bytes,
    LongAccumulator laneNanos,
    Map<Stage, LongAccumulator> stages)
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
        new LongAccumulator(),
        new LongAccumulator(),
        new LongAccumulator(),
        stages(stage -> new LongAccumulator()));
  }

  public static TaskCounters register(SparkContext context) {
    return new TaskCounters(
        context.longAccumulator("recordings"),
        context.longAccumulator("recordings quarantined"),
        context.longAccumulator("samples"),
        context.longAccumulator("reconstructions"),
        context.longAccumulator("failures"),
        context.longAccumulator("metric calls"),
        context.longAccumulator("windows read"),
        context.longAccumulator("bytes read"),
        context.longAccumulator("network task ns"),
        stages(stage -> context.longAccumulator(stage.id() + " ns")));
  }

  private static Map<Stage, LongAccumulator> stages(Function<Stage, LongAccumulator> make) {
    Map<Stage, LongAccumulator> all = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      all.put(stage, make.apply(stage));
    }
    return all;
  }

  /** Adds the time since a stage began. */
  void took(Stage stage, long startedNanos) {
    add(stage, System.nanoTime() - startedNanos);
  }

  public void add(Stage stage, long nanos) {
    stages.get(stage).add(nanos);
  }

  /** Seconds by stage, of those that took any time, under the names of {@code runs.seconds}. */
  public Map<String, Double> seconds() {
    Map<String, Double> seconds = new TreeMap<>();
    stages.forEach(
        (stage, nanos) -> {
          if (nanos.value() > 0) {
            seconds.put(stage.id(), nanos.value() / 1e9);
          }
        });
    return seconds;
  }

  /**
   * Makes the counters a source of Spark's metrics, on the driver: {@code spikelake.recordings},
   * {@code recordings_quarantined}, {@code samples}, {@code frames}, {@code frames_failed}, {@code
   * scores}, {@code windows_read}, {@code bytes_read}, and {@code NAME_ns} for each stage. They
   * count from the start of the run.
   */
  public void publish(SparkContext context) {
    Map<String, LongAccumulator> named = new TreeMap<>();
    named.put("recordings", recordings);
    named.put("recordings_quarantined", quarantined);
    named.put("samples", samples);
    named.put("frames", reconstructions);
    named.put("frames_failed", failures);
    named.put("scores", scores);
    named.put("windows_read", windows);
    named.put("bytes_read", bytes);
    stages.forEach((stage, nanos) -> named.put(stage.id() + "_ns", nanos));
    Map<String, LongAccumulator> prefixed = new TreeMap<>();
    named.forEach((name, counter) -> prefixed.put("spikelake." + name, counter));
    LongAccumulatorSource$.MODULE$.register(
        context,
        JavaConverters.mapAsScalaMap(prefixed)
            .toMap(Predef$.MODULE$.<Tuple2<String, LongAccumulator>>$conforms()));
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
      sums.put(INFERENCE_MS, stages.get(Stage.INFER).value() / NANOS_PER_MS);
      sums.put(NETWORK_TASK_MS, laneNanos.value() / NANOS_PER_MS);
    }
    return sums;
  }
}
