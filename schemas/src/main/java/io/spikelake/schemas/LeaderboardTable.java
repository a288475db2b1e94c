package io.spikelake.schemas;

import static io.spikelake.schemas.LakeTable.columns;
import static io.spikelake.schemas.LakeTable.optional;
import static io.spikelake.schemas.LakeTable.required;

import java.util.List;
import java.util.Map;
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
              required(MAX_BLOCKS, DataTypes.IntegerType, "Most blocks of a scored sample")),
          List.of(
              Columns.COMMITTED_IN, Columns.DATASET, Columns.METHOD, Columns.TONE, Columns.METRIC),
          Map.of());

  private LeaderboardTable() {}
}
