package io.spikelake.jobs.cost;

import static org.apache.spark.sql.functions.array_size;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.spikelake.schemas.Columns;
import io.spikelake.schemas.LeaderboardTable;
import io.spikelake.schemas.MethodCostsTable;
import io.spikelake.schemas.RecordingsTable;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Which of all measurements counts for the methods of a data set: the newest with frames of the
 * size that all of the data set have, and where there is none, the newest at the size that papers
 * give costs for.
 */
public final class CurrentCosts {

  /** Rows of a frame for which papers give costs. */
  public static final int USUAL_HEIGHT = 250;

  /** Columns of a frame for which papers give costs. */
  public static final int USUAL_WIDTH = 400;

  /** The columns of {@code leaderboard} about costs. */
  public static final List<String> COLUMNS =
      List.of(
          LeaderboardTable.PARAMETERS,
          LeaderboardTable.GMACS,
          LeaderboardTable.PEAK_MEMORY_MB,
          LeaderboardTable.LATENCY_MS,
          LeaderboardTable.FRAMES_PER_SECOND,
          LeaderboardTable.LATENCY_DEVICE,
          LeaderboardTable.LATENCY_THREADS,
          LeaderboardTable.COST_HEIGHT,
          LeaderboardTable.COST_WIDTH,
          LeaderboardTable.COST_MEASURED_IN);

  private static final String FRAME_SIZE = "frame_size";
  private static final String FRAME_SIZES = "frame_sizes";
  private static final String SAME_SIZE = "same_size";
  private static final String PLACE = "place";

  private CurrentCosts() {}

  /**
   * At most one row per data set and method.
   *
   * @param costs rows of {@code method_costs}
   * @param recordings rows of {@code recordings}
   * @return data set, method, and {@link #COLUMNS}
   */
  public static Dataset<Row> of(Dataset<Row> costs, Dataset<Row> recordings) {
    Column size = size(col(MethodCostsTable.HEIGHT), col(MethodCostsTable.WIDTH));
    Column usual = size(lit(USUAL_HEIGHT), lit(USUAL_WIDTH));
    Column bestFirst =
        row_number()
            .over(
                Window.partitionBy(Columns.DATASET, Columns.METHOD)
                    .orderBy(
                        col(SAME_SIZE).desc(),
                        col(Columns.COMMITTED_IN).desc(),
                        col(MethodCostsTable.DEVICE),
                        col(MethodCostsTable.PRECISION),
                        col(MethodCostsTable.THREADS)));
    return costs
        .crossJoin(frameSizes(recordings))
        .withColumn(SAME_SIZE, size.eqNullSafe(col(FRAME_SIZE)))
        .where(col(SAME_SIZE).or(size.equalTo(usual)))
        .withColumn(PLACE, bestFirst)
        .where(col(PLACE).equalTo(1))
        .select(
            col(Columns.DATASET),
            col(Columns.METHOD),
            col(MethodCostsTable.PARAMETERS).as(LeaderboardTable.PARAMETERS),
            col(MethodCostsTable.GMACS).as(LeaderboardTable.GMACS),
            col(MethodCostsTable.PEAK_MEMORY_MB).as(LeaderboardTable.PEAK_MEMORY_MB),
            col(MethodCostsTable.LATENCY_MS).as(LeaderboardTable.LATENCY_MS),
            col(MethodCostsTable.FRAMES_PER_SECOND).as(LeaderboardTable.FRAMES_PER_SECOND),
            concat(
                    col(MethodCostsTable.DEVICE),
                    lit(" ("),
                    col(MethodCostsTable.DEVICE_NAME),
                    lit(")"))
                .as(LeaderboardTable.LATENCY_DEVICE),
            col(MethodCostsTable.THREADS).as(LeaderboardTable.LATENCY_THREADS),
            col(MethodCostsTable.HEIGHT).as(LeaderboardTable.COST_HEIGHT),
            col(MethodCostsTable.WIDTH).as(LeaderboardTable.COST_WIDTH),
            col(Columns.COMMITTED_IN).as(LeaderboardTable.COST_MEASURED_IN));
  }

  /** The size of the frames of each data set; null where they have several. */
  private static Dataset<Row> frameSizes(Dataset<Row> recordings) {
    Column crop = col(RecordingsTable.CROP);
    Column size =
        size(
            coalesce(crop.getField("height"), col(RecordingsTable.HEIGHT)),
            coalesce(crop.getField("width"), col(RecordingsTable.WIDTH)));
    return recordings
        .groupBy(Columns.DATASET)
        .agg(collect_set(size).as(FRAME_SIZES))
        .select(
            col(Columns.DATASET),
            when(array_size(col(FRAME_SIZES)).equalTo(1), element_at(col(FRAME_SIZES), 1))
                .as(FRAME_SIZE));
  }

  private static Column size(Column height, Column width) {
    return struct(height.as(MethodCostsTable.HEIGHT), width.as(MethodCostsTable.WIDTH));
  }
}
