package io.spikelake.jobs;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.percentile;
import static org.apache.spark.sql.functions.rank;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.spikelake.djl.MetricCatalogue;
import io.spikelake.jobs.cost.CurrentCosts;
import io.spikelake.jobs.io.Keys;
import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.task.Equipment;
import io.spikelake.quality.MetricStatus;
import io.spikelake.quality.QualityMetrics;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.LeaderboardTable;
import io.spikelake.schemas.MethodCostsTable;
import io.spikelake.schemas.RecordingsTable;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;

/**
 * Aggregates {@code scores} to one row per data set, method, tone and metric, and puts beside each
 * what the method costs, where that was measured.
 *
 * <p>Counts scores of the newest version of each recording. Sums are taken over decimals with 18
 * places, which add without rounding, so that the result does not depend on partitioning or order;
 * the deviation is summed in a second pass around the mean, because the difference of two large
 * sums would cancel. Scores of 1e20 and more do not fit.
 */
public final class Leaderboard {

  private static final List<String> GROUP =
      List.of(Columns.DATASET, Columns.METHOD, Columns.TONE, Columns.METRIC);

  /**
   * What to show; an empty list means everything.
   *
   * @param datasets names of data sets
   * @param methods complete method keys
   * @param metrics complete metric keys
   */
  public record Config(List<String> datasets, List<String> methods, List<String> metrics) {}

  private final Lake lake;
  private final Equipment equipment;
  private final Config config;

  /**
   * @param lake whose scores, as of whatever run
   * @param equipment knows in which direction the metrics of packs go
   */
  public Leaderboard(Lake lake, Equipment equipment, Config config) {
    this.lake = lake;
    this.equipment = equipment;
    this.config = config;
  }

  /** Rows of {@code leaderboard}, but for the columns that say which run wrote them. */
  public Dataset<Row> rows() {
    return withCosts(ranked(aggregated(selected(lake.scores()))));
  }

  /** In the order of tables: data sets, metrics, and the best method first. */
  public static List<Row> sorted(Dataset<Row> rows) {
    return rows.orderBy(Columns.DATASET, Columns.METRIC, LeaderboardTable.RANK, Columns.METHOD)
        .collectAsList();
  }

  private Dataset<Row> withCosts(Dataset<Row> rows) {
    Dataset<Row> costs =
        CurrentCosts.of(
            lake.read(MethodCostsTable.TABLE), lake.currentRecordings(config.datasets()));
    return rows.join(broadcast(costs), Keys.seq(List.of(Columns.DATASET, Columns.METHOD)), "left");
  }

  private Dataset<Row> selected(Dataset<Row> scores) {
    Dataset<Row> current =
        lake.currentRecordings(config.datasets()).select(Keys.columns(RecordingsTable.TABLE.key()));
    return scores
        .where(Keys.among(Columns.DATASET, config.datasets()))
        .where(Keys.among(Columns.METHOD, config.methods()))
        .where(Keys.among(Columns.METRIC, config.metrics()))
        .join(current, Keys.seq(RecordingsTable.TABLE.key()), "left_semi");
  }

  private static Dataset<Row> aggregated(Dataset<Row> scores) {
    Column ok = col(Columns.STATUS).equalTo(MetricStatus.OK.id());
    Dataset<Row> excluded =
        scores
            .where(not(ok))
            .groupBy(Keys.columns(Keys.with(GROUP, Columns.STATUS)))
            .agg(count(lit(1)).as("n"))
            .groupBy(Keys.columns(GROUP))
            .agg(
                map_from_entries(sort_array(collect_list(struct(col(Columns.STATUS), col("n")))))
                    .as(LeaderboardTable.EXCLUDED));
    Dataset<Row> included =
        scores
            .groupBy(Keys.columns(GROUP))
            .agg(
                count(when(ok, 1)).as(LeaderboardTable.SAMPLES),
                exactSum(when(ok, col(Columns.SCORE))).as("total"),
                percentile(when(ok, col(Columns.SCORE)), lit(0.5)).as(LeaderboardTable.MEDIAN),
                exactSum(when(ok, col(Columns.FLAT_FRACTION))).as("flat"),
                count(when(ok, col(Columns.FLAT_FRACTION))).as("n_flat"),
                coalesce(min(when(ok, col(Columns.BLOCKS))), lit(0))
                    .as(LeaderboardTable.MIN_BLOCKS),
                coalesce(max(when(ok, col(Columns.BLOCKS))), lit(0))
                    .as(LeaderboardTable.MAX_BLOCKS),
                sort_array(collect_set(when(ok, kindOfDevice()))).as(LeaderboardTable.DEVICES))
            .withColumn(LeaderboardTable.MEAN, ratio("total", LeaderboardTable.SAMPLES));
    return included
        .join(deviations(scores.where(ok), included), Keys.seq(GROUP), "left")
        .join(excluded, Keys.seq(GROUP), "left")
        .withColumn(
            LeaderboardTable.EXCLUDED,
            coalesce(col(LeaderboardTable.EXCLUDED), expr("map()").cast("map<string,bigint>")))
        .withColumn(Columns.FLAT_FRACTION, ratio("flat", "n_flat"));
  }

  /** {@code gpu} of {@code gpu:1}: which of several like ones it was says nothing. */
  private static Column kindOfDevice() {
    return substring_index(col(Columns.DEVICE), ":", 1);
  }

  private static Column exactSum(Column value) {
    return sum(value.cast(DataTypes.createDecimalType(38, 18)));
  }

  private static Column ratio(String sum, String count) {
    return when(col(count).gt(0), col(sum).cast(DataTypes.DoubleType).divide(col(count)));
  }

  /** Sample standard deviation of each group, for groups of two and more. */
  private static Dataset<Row> deviations(Dataset<Row> scores, Dataset<Row> means) {
    Column difference = col(Columns.SCORE).minus(col(LeaderboardTable.MEAN));
    return scores
        .join(
            means
                .where(col(LeaderboardTable.SAMPLES).gt(1))
                .select(Keys.columns(Keys.with(GROUP, LeaderboardTable.MEAN))),
            Keys.seq(GROUP))
        .groupBy(Keys.columns(GROUP))
        .agg(
            exactSum(difference.multiply(difference)).cast(DataTypes.DoubleType).as("squares"),
            count(lit(1)).as("n"))
        .withColumn(LeaderboardTable.STDDEV, sqrt(col("squares").divide(col("n").minus(1))))
        .drop("squares", "n");
  }

  /** By the name of a metric; a pack says so itself. */
  private Column higherIsBetter() {
    MetricCatalogue metrics = equipment.metrics();
    Object[] packs =
        equipment.packs().metrics().stream()
            .filter(pack -> !metrics.lowerIsBetter(pack.id()))
            .map(pack -> pack.id().toString())
            .toArray();
    return split(col(Columns.METRIC), "/")
        .getItem(0)
        .isin(QualityMetrics.HIGHER_IS_BETTER.toArray())
        .or(col(Columns.METRIC).isin(packs));
  }

  private Dataset<Row> ranked(Dataset<Row> rows) {
    Column higherIsBetter = higherIsBetter();
    Column worseness =
        when(higherIsBetter, negate(col(LeaderboardTable.MEAN)))
            .otherwise(col(LeaderboardTable.MEAN));
    Column place =
        rank()
            .over(
                Window.partitionBy(Columns.DATASET, Columns.METRIC)
                    .orderBy(worseness.asc_nulls_last()));
    return rows.withColumn(LeaderboardTable.LOWER_IS_BETTER, not(higherIsBetter))
        .withColumn(
            LeaderboardTable.RANK,
            when(col(LeaderboardTable.SAMPLES).gt(0), place.cast(DataTypes.IntegerType)));
  }
}
