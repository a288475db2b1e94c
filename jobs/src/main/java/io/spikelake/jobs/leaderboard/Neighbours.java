package io.spikelake.jobs.leaderboard;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;

import io.spikelake.jobs.io.Keys;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.LeaderboardTable;
import io.spikelake.statistics.PairedTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Whether neighbours in a ranking differ by more than the choice of recordings explains: {@link
 * PairedTest} of the differences of their mean scores, recording by recording.
 */
final class Neighbours {

  private static final String PAIR = "pair";
  private static final String SIGN = "sign";

  private static final StructType SIDE =
      new StructType()
          .add(Columns.DATASET, DataTypes.StringType, false)
          .add(Columns.METRIC, DataTypes.StringType, false)
          .add(Columns.METHOD, DataTypes.StringType, false)
          .add(Columns.TONE, DataTypes.StringType, false)
          .add(PAIR, DataTypes.IntegerType, false)
          .add(SIGN, DataTypes.DoubleType, false);

  /** Two of a contest. */
  record Pair(Contest contest, Entrant one, Entrant other) {}

  private Neighbours() {}

  /**
   * P-values of pairs, without correction for their number. A pair that shares no recording has
   * none.
   *
   * @param recordings rows of {@link RecordingScores}
   */
  static Map<Pair, Double> pValues(Dataset<Row> recordings, List<Pair> pairs) {
    if (pairs.isEmpty()) {
      return Map.of();
    }
    SparkSession spark = recordings.sparkSession();
    List<Row> sides =
        java.util.stream.IntStream.range(0, pairs.size())
            .boxed()
            .flatMap(
                i ->
                    java.util.stream.Stream.of(
                        side(pairs.get(i).contest(), pairs.get(i).one(), i, 1),
                        side(pairs.get(i).contest(), pairs.get(i).other(), i, -1)))
            .toList();
    UserDefinedFunction test =
        udf((UDF1<scala.collection.Seq<Double>, Double>) Neighbours::pValue, DataTypes.DoubleType);
    List<Row> tested =
        recordings
            .where(col(LeaderboardTable.SAMPLES).gt(0))
            .join(
                broadcast(spark.createDataFrame(sides, SIDE)),
                Keys.seq(List.of(Columns.DATASET, Columns.METRIC, Columns.METHOD, Columns.TONE)))
            .groupBy(PAIR, Columns.RECORDING_ID)
            .agg(
                sum(col(SIGN)
                        .multiply(col(RecordingScores.TOTAL))
                        .divide(col(LeaderboardTable.SAMPLES)))
                    .as("difference"),
                count(lit(1)).as("sides"))
            .where("sides = 2")
            .groupBy(PAIR)
            .agg(test.apply(collect_list(col("difference"))).as("p"))
            .collectAsList();
    Map<Pair, Double> pValues = new HashMap<>();
    tested.forEach(row -> pValues.put(pairs.get(row.getInt(0)), row.getDouble(1)));
    return pValues;
  }

  private static Row side(Contest contest, Entrant entrant, int pair, double sign) {
    return RowFactory.create(
        contest.dataset(), contest.metric(), entrant.method(), entrant.tone(), pair, sign);
  }

  private static double pValue(scala.collection.Seq<Double> differences) {
    double[] values = new double[differences.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = differences.apply(i);
    }
    return PairedTest.of(values).pValue();
  }
}
