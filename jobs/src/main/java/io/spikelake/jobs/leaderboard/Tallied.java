package io.spikelake.jobs.leaderboard;

import io.spikelake.schemas.Columns;
import io.spikelake.schemas.LeaderboardTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/** A finished {@link Tally} as a struct, and as what a table's cell is made of. */
final class Tallied {

  /** Quantiles 0, 5 % ... 100 %. */
  static final int QUANTILE_STEPS = 20;

  /** Means of the replicates of the bootstrap. */
  static final String REPLICATES = "replicates";

  private static final ArrayType DOUBLES = new ArrayType(DataTypes.DoubleType, false);

  static final StructType SCHEMA =
      new StructType()
          .add(LeaderboardTable.SAMPLES, DataTypes.LongType, false)
          .add(LeaderboardTable.RECORDINGS, DataTypes.LongType, false)
          .add(LeaderboardTable.MEAN, DataTypes.DoubleType, true)
          .add(LeaderboardTable.MACRO_MEAN, DataTypes.DoubleType, true)
          .add(LeaderboardTable.MEDIAN, DataTypes.DoubleType, true)
          .add(LeaderboardTable.STDDEV, DataTypes.DoubleType, true)
          .add(LeaderboardTable.QUANTILES, DOUBLES, false)
          .add(LeaderboardTable.WINS, DataTypes.LongType, false)
          .add(
              LeaderboardTable.EXCLUDED,
              DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType, false),
              false)
          .add(Columns.FLAT_FRACTION, DataTypes.DoubleType, true)
          .add(LeaderboardTable.MIN_BLOCKS, DataTypes.IntegerType, false)
          .add(LeaderboardTable.MAX_BLOCKS, DataTypes.IntegerType, false)
          .add(LeaderboardTable.DEVICES, new ArrayType(DataTypes.StringType, false), false)
          .add(LeaderboardTable.SAMPLE_SET, DataTypes.StringType, false)
          .add(REPLICATES, DataTypes.BinaryType, false);

  /** What of it is in {@code leaderboard}. */
  static final List<String> COLUMNS =
      Arrays.stream(SCHEMA.fieldNames()).filter(name -> !name.equals(REPLICATES)).toList();

  private Tallied() {}

  static Row row(Tally tally) {
    Summary scores = tally.summary();
    Doubles replicates = new Doubles();
    Arrays.stream(tally.replicates()).forEach(replicates::add);
    List<Double> quantiles = new ArrayList<>();
    Arrays.stream(scores.quantiles(QUANTILE_STEPS)).forEach(quantiles::add);
    Summary recordings = tally.recordings();
    return RowFactory.create(
        (long) scores.size(),
        (long) recordings.size(),
        orNull(scores.mean()),
        orNull(recordings.mean()),
        orNull(scores.median()),
        orNull(scores.deviation()),
        quantiles.toArray(Double[]::new),
        tally.wins(),
        JavaConverters.mapAsScalaMap(tally.excluded()),
        orNull(tally.flatFractions().mean()),
        tally.minBlocks(),
        tally.maxBlocks(),
        tally.devices().toArray(String[]::new),
        tally.sampleSet(),
        replicates.toBytes());
  }

  private static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }

  /** Means of the replicates, NaN where none of the samples counts. */
  static double[] replicates(Row tallied) {
    Doubles replicates = new Doubles();
    replicates.addAll(tallied.<byte[]>getAs(REPLICATES));
    return replicates.toArray();
  }
}
