package io.spikelake.schemas;

import static io.spikelake.schemas.LakeTable.columns;
import static io.spikelake.schemas.LakeTable.optional;
import static io.spikelake.schemas.LakeTable.required;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;

/**
 * One row per measurement of what a method costs: on one device, with frames of one size. All
 * measurements are kept; of those with one method, device, size, precision and number of threads
 * the newest counts.
 *
 * <p>Latency and throughput are measured from the packed planes of a window in memory to the frame
 * in memory: to make the tensors, to copy them to the device and the output back are part of them.
 */
public final class MethodCostsTable {

  public static final String DEVICE = "device";
  public static final String DEVICE_NAME = "device_name";
  public static final String ENGINE = "engine";
  public static final String HEIGHT = "height";
  public static final String WIDTH = "width";
  public static final String PRECISION = "precision";
  public static final String THREADS = "threads";
  public static final String PLANES = "planes";
  public static final String OUTPUTS = "outputs";
  public static final String PADDING = "padding";
  public static final String PARAMETERS = "parameters";
  public static final String GMACS = "gmacs";
  public static final String PEAK_MEMORY_MB = "peak_memory_mb";
  public static final String GRAPH_HEIGHT = "graph_height";
  public static final String GRAPH_WIDTH = "graph_width";
  public static final String RUNS = "runs";
  public static final String LATENCY_MS = "latency_ms";
  public static final String LATENCY_MEDIAN_MS = "latency_median_ms";
  public static final String LATENCY_P95_MS = "latency_p95_ms";
  public static final String LATENCY_STDDEV_MS = "latency_stddev_ms";
  public static final String FRAMES_PER_SECOND = "frames_per_second";
  public static final String BATCH = "batch";
  public static final String MEASURED_AT = "measured_at";

  public static final LakeTable TABLE =
      new LakeTable(
          "method_costs",
          columns(
              Columns.method(),
              required(DEVICE, DataTypes.StringType, "What it ran on: cpu or gpu:N"),
              required(DEVICE_NAME, DataTypes.StringType, "The processor's or GPU's own name"),
              required(ENGINE, DataTypes.StringType, "What computed it, with its version"),
              required(HEIGHT, DataTypes.IntegerType, "Rows of the frame"),
              required(WIDTH, DataTypes.IntegerType, "Columns of the frame"),
              required(
                  PRECISION, DataTypes.StringType, "Type of the numbers that come out: float32"),
              required(THREADS, DataTypes.IntegerType, "Threads of the CPU that computed a frame"),
              required(PLANES, DataTypes.LongType, "Planes that a frame is made of"),
              required(OUTPUTS, DataTypes.IntegerType, "Frames that come out of one window"),
              required(
                  PADDING,
                  DataTypes.StringType,
                  "What is put around the planes: none; graph where the network does so itself, if"
                      + " at all; else the rule, and rows and columns on both sides"),
              required(
                  PARAMETERS,
                  DataTypes.LongType,
                  "Numbers in weights and biases; 0 where nothing was learned"),
              optional(
                  GMACS,
                  DataTypes.DoubleType,
                  "Multiply-accumulates of a frame / 10^9, from the graph; papers print them as"
                      + " FLOPs; null where unknown"),
              optional(
                  PEAK_MEMORY_MB,
                  DataTypes.DoubleType,
                  "Weights and largest set of live activations in 10^6 bytes, from the graph; null"
                      + " where unknown"),
              optional(
                  GRAPH_HEIGHT,
                  DataTypes.IntegerType,
                  "Rows of the frame for which the graph was counted; gmacs and activations are"
                      + " scaled from there by the padded area"),
              optional(GRAPH_WIDTH, DataTypes.IntegerType, "Columns of that frame"),
              required(RUNS, DataTypes.IntegerType, "Runs that the latency is of, after a warm-up"),
              required(LATENCY_MS, DataTypes.DoubleType, "Mean time of a frame, one at a time"),
              required(LATENCY_MEDIAN_MS, DataTypes.DoubleType, "Median of these times"),
              required(
                  LATENCY_P95_MS,
                  DataTypes.DoubleType,
                  "The smallest time that 95 of 100 runs do not exceed"),
              optional(
                  LATENCY_STDDEV_MS,
                  DataTypes.DoubleType,
                  "Sample standard deviation of these times; null for one run"),
              required(
                  FRAMES_PER_SECOND, DataTypes.DoubleType, "Throughput at the best batch found"),
              required(BATCH, DataTypes.IntegerType, "That batch: frames computed at once"),
              required(MEASURED_AT, DataTypes.TimestampType, "When that was"),
              Columns.runId(),
              Columns.committedIn()),
          List.of(Columns.METHOD, DEVICE, HEIGHT, WIDTH, PRECISION, THREADS, Columns.COMMITTED_IN),
          Map.of());

  private MethodCostsTable() {}
}
