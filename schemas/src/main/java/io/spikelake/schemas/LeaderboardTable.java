package io.spikelake.schemas;

import static io.spikelake.schemas.LakeTable.columns;
import static io.spikelake.schemas.LakeTable.optional;
import static io.spikelake.schemas.LakeTable.required;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;

/** One row per data set, method, tone and metric of a leaderboard; every leaderboard is kept. */
public final class LeaderboardTable {

  public static final String SAMPLES = "samples";
  public static final String EXCLUDED = "excluded";
  public static final String MEAN = "mean";
  public static final String MEDIAN = "median";
  public static final String STDDEV = "stddev";
  public static final String RANK = "rank";
  public static final String LOWER_IS_BETTER = "lower_is_better";
  public static final String MIN_BLOCKS = "min_blocks";
  public static final String MAX_BLOCKS = "max_blocks";

  public static final String DEVICES = "devices";
  public static final String PARAMETERS = "parameters";
  public static final String GMACS = "gmacs";
  public static final String PEAK_MEMORY_MB = "peak_memory_mb";
  public static final String LATENCY_MS = "latency_ms";
  public static final String LATENCY_DEVICE = "latency_device";
  public static final String LATENCY_THREADS = "latency_threads";
  public static final String COST_HEIGHT = "cost_height";
  public static final String COST_WIDTH = "cost_width";
  public static final String COST_MEASURED_IN = "cost_measured_in";

  public static final LakeTable TABLE =
      new LakeTable(
          "leaderboard",
          columns(
              Columns.committedIn(),
              Columns.runId(),
              Columns.dataset(),
              Columns.method(),
              Columns.tone(),
              Columns.metric(),
              required(LOWER_IS_BETTER, DataTypes.BooleanType, "Whether a smaller score is better"),
              required(SAMPLES, DataTypes.LongType, "Samples with a score"),
              required(
                  EXCLUDED,
                  DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType, false),
                  "Samples without a score, by status"),
              optional(MEAN, DataTypes.DoubleType, "Arithmetic mean of the scores"),
              optional(MEDIAN, DataTypes.DoubleType, "Exact median of the scores"),
              optional(
                  STDDEV, DataTypes.DoubleType, "Sample standard deviation; null for one sample"),
              optional(
                  RANK,
                  DataTypes.IntegerType,
                  "Place by mean among the rows of the data set and metric; equal means share it"),
              optional(Columns.FLAT_FRACTION, DataTypes.DoubleType, "Mean flat fraction"),
              required(MIN_BLOCKS, DataTypes.IntegerType, "Fewest blocks of a scored sample"),
              required(MAX_BLOCKS, DataTypes.IntegerType, "Most blocks of a scored sample"),
              optional(
                  DEVICES,
                  new ArrayType(DataTypes.StringType, false),
                  "Kinds of devices on which a network made the frames with a score: cpu, gpu;"
                      + " empty for other methods"),
              optional(
                  PARAMETERS,
                  DataTypes.LongType,
                  "Numbers in weights and biases; this and what follows is from method_costs, null"
                      + " where nothing was measured"),
              optional(
                  GMACS,
                  DataTypes.DoubleType,
                  "Multiply-accumulates of a frame / 10^9, which papers print as FLOPs"),
              optional(
                  PEAK_MEMORY_MB,
                  DataTypes.DoubleType,
                  "Weights and largest set of live activations, 10^6 bytes"),
              optional(LATENCY_MS, DataTypes.DoubleType, "Mean time of a frame, one at a time"),
              optional(
                  LATENCY_DEVICE, DataTypes.StringType, "What that was measured on, with its name"),
              optional(
                  LATENCY_THREADS, DataTypes.IntegerType, "Threads of the CPU that computed it"),
              optional(
                  COST_HEIGHT, DataTypes.IntegerType, "Rows of the frame for which the costs hold"),
              optional(COST_WIDTH, DataTypes.IntegerType, "Columns of that frame"),
              optional(
                  COST_MEASURED_IN,
                  DataTypes.LongType,
                  "committed_in of the row of method_costs, which tells more")),
          List.of(
              Columns.COMMITTED_IN, Columns.DATASET, Columns.METHOD, Columns.TONE, Columns.METRIC),
          Map.of());

  private LeaderboardTable() {}
}
