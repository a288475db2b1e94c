package io.spikelake.jobs.leaderboard;

import io.spikelake.schemas.Columns;
import io.spikelake.schemas.LeaderboardTable;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What each recording gives each entrant of each contest: its scores over the samples that count,
 * and what of it does not count and why. Rows of one recording lie together, so that entrants meet
 * on the same samples, and recordings can be resampled as wholes.
 */
final class RecordingScores {

  /** Why a sample with a score does not count: another entrant has none for it. */
  static final String NOT_COMMON = "not_common";

  /** The part of a data set that a recording belongs to, or null. */
  static final String PART = LeaderboardTable.PART;

  /** Sum of the scores, in the order of key frames. */
  static final String TOTAL = "total";

  /** {@link Doubles} as bytes, like the flat fractions. */
  static final String SCORES = "scores";

  static final String FLAT_FRACTIONS = "flat_fractions";

  /** Sum of 128 bits over samples, in two halves without sign. */
  static final String SET_HIGH = "set_high";

  static final String SET_LOW = "set_low";

  static final StructType SCHEMA =
      new StructType()
          .add(Columns.DATASET, DataTypes.StringType, false)
          .add(Columns.METRIC, DataTypes.StringType, false)
          .add(Columns.METHOD, DataTypes.StringType, false)
          .add(Columns.TONE, DataTypes.StringType, false)
          .add(Columns.RECORDING_ID, DataTypes.StringType, false)
          .add(PART, DataTypes.StringType, true)
          .add(LeaderboardTable.SAMPLES, DataTypes.LongType, false)
          .add(TOTAL, DataTypes.DoubleType, false)
          .add(SCORES, DataTypes.BinaryType, false)
          .add(FLAT_FRACTIONS, DataTypes.BinaryType, false)
          .add(LeaderboardTable.WINS, DataTypes.LongType, false)
          .add(LeaderboardTable.MIN_BLOCKS, DataTypes.IntegerType, false)
          .add(LeaderboardTable.MAX_BLOCKS, DataTypes.IntegerType, false)
          .add(LeaderboardTable.DEVICES, new ArrayType(DataTypes.StringType, false), false)
          .add(SET_HIGH, DataTypes.LongType, false)
          .add(SET_LOW, DataTypes.LongType, false)
          .add(
              LeaderboardTable.EXCLUDED,
              DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType, false),
              false);

  /** The columns of scores that are read, with {@link #PART}. */
  static final String[] NARROW = {
    Columns.DATASET,
    Columns.RECORDING_ID,
    Columns.METRIC,
    Columns.KEY_FRAME,
    Columns.METHOD,
    Columns.TONE,
    Columns.RECORDING_VERSION,
    Columns.SCORE,
    Columns.STATUS,
    Columns.FLAT_FRACTION,
    Columns.BLOCKS,
    Columns.DEVICE,
    PART
  };

  private RecordingScores() {}

  /** {@link #NARROW}, as Spark takes them. */
  static Column[] narrow() {
    return Arrays.stream(NARROW).map(functions::col).toArray(Column[]::new);
  }

  /**
   * @param scores columns {@link #NARROW}; no two with the same key
   */
  static Dataset<Row> of(
      Dataset<Row> scores, Field field, SamplePolicy policy, Directions directions) {
    Column[] recording = {functions.col(Columns.DATASET), functions.col(Columns.RECORDING_ID)};
    Column[] order = Arrays.stream(NARROW).limit(6).map(functions::col).toArray(Column[]::new);
    return scores
        .repartition(recording)
        .sortWithinPartitions(order)
        .mapPartitions(new RecordingScoresTask(field, policy, directions), Encoders.row(SCHEMA));
  }
}
