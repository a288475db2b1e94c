package io.spikelake.schemas;

import static io.spikelake.schemas.LakeTable.columns;
import static io.spikelake.schemas.LakeTable.optional;
import static io.spikelake.schemas.LakeTable.required;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;

/**
 * One row per data set, method, tone and metric of a leaderboard, and where it was asked for, per
 * part of the data set; every leaderboard is kept.
 */
public final class LeaderboardTable {

  public static final String BY = "by";
  public static final String PART = "part";
  public static final String PROTOCOL = "protocol";
  public static final String SPLIT = "split";
  public static final String SAMPLE_POLICY = "sample_policy";
  public static final String SAMPLE_SET = "sample_set";
  public static final String RECORDINGS = "recordings";
  public static final String SAMPLES = "samples";
  public static final String EXCLUDED = "excluded";
  public static final String MEAN = "mean";
  public static final String MACRO_MEAN = "macro_mean";
  public static final String MEDIAN = "median";
  public static final String STDDEV = "stddev";
  public static final String QUANTILES = "quantiles";
  public static final String CI_LOW = "ci_low";
  public static final String CI_HIGH = "ci_high";
  public static final String RANK = "rank";
  public static final String RANK_LOW = "rank_low";
  public static final String RANK_HIGH = "rank_high";
  public static final String RANK_STABILITY = "rank_stability";
  public static final String WINS = "wins";
  public static final String GAIN = "gain";
  public static final String LEAD_LOW = "lead_low";
  public static final String LEAD_HIGH = "lead_high";
  public static final String P_NEXT = "p_next";
  public static final String LOWER_IS_BETTER = "lower_is_better";
  public static final String MIN_BLOCKS = "min_blocks";
  public static final String MAX_BLOCKS = "max_blocks";

  public static final String DEVICES = "devices";
  public static final String PARAMETERS = "parameters";
  public static final String GMACS = "gmacs";
  public static final String PEAK_MEMORY_MB = "peak_memory_mb";
  public static final String LATENCY_MS = "latency_ms";
  public static final String FRAMES_PER_SECOND = "frames_per_second";
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
                  "Place by mean among the rows of the data set (or part) and metric; equal means share"
                      + " it"),
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
                  "committed_in of the row of method_costs, which tells more"),
              optional(
                  FRAMES_PER_SECOND,
                  DataTypes.DoubleType,
                  "Throughput at the best batch, under the same conditions"),
              optional(
                  BY,
                  DataTypes.StringType,
                  "Of what the row tells a part: recording, class, split or protocol; null of the data set"),
              optional(PART, DataTypes.StringType, "Which part that is; null of the data set"),
              optional(
                  PROTOCOL,
                  DataTypes.StringType,
                  "Preset whose frames alone count; null where all of the lake do"),
              optional(
                  SPLIT, DataTypes.StringType, "Split whose samples alone count; null for all"),
              optional(
                  SAMPLE_POLICY,
                  DataTypes.StringType,
                  "common: samples that every row of the data set and metric has; own: those it has"),
              optional(
                  SAMPLE_SET,
                  DataTypes.StringType,
                  "Name of the set of samples; equal where the samples are, whatever the order"),
              optional(RECORDINGS, DataTypes.LongType, "Recordings of the samples with a score"),
              optional(
                  MACRO_MEAN, DataTypes.DoubleType, "Mean over recordings of their mean scores"),
              optional(
                  QUANTILES,
                  new ArrayType(DataTypes.DoubleType, false),
                  "Quantiles 0, 5 % ... 100 % of the scores"),
              optional(
                  CI_LOW,
                  DataTypes.DoubleType,
                  "Lower end of the 95 % interval of the mean, from a bootstrap over recordings"),
              optional(CI_HIGH, DataTypes.DoubleType, "Upper end of it"),
              optional(
                  RANK_LOW, DataTypes.IntegerType, "Best rank in the middle 95 % of replicates"),
              optional(
                  RANK_HIGH, DataTypes.IntegerType, "Worst rank in the middle 95 % of replicates"),
              optional(
                  RANK_STABILITY,
                  DataTypes.DoubleType,
                  "Share of replicates in which the row has its rank"),
              optional(
                  WINS,
                  DataTypes.LongType,
                  "Samples of which no row of the data set and metric has a better score"),
              optional(
                  GAIN,
                  DataTypes.DoubleType,
                  "By how much of the next rank's mean it is better than the next rank"),
              optional(
                  LEAD_LOW,
                  DataTypes.DoubleType,
                  "Lower end of the paired 95 % interval of the difference to the next rank,"
                      + " positive where this row is better"),
              optional(LEAD_HIGH, DataTypes.DoubleType, "Upper end of it"),
              optional(
                  P_NEXT,
                  DataTypes.DoubleType,
                  "P-value of that difference by a paired test over recordings, after Holm's"
                      + " correction for all neighbours of the data set and metric")),
          List.of(
              Columns.COMMITTED_IN,
              Columns.DATASET,
              Columns.METHOD,
              Columns.TONE,
              Columns.METRIC,
              BY,
              PART),
          Map.of());

  private LeaderboardTable() {}
}
