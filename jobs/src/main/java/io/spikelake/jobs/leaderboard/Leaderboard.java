package io.spikelake.jobs.leaderboard;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rank;
import static org.apache.spark.sql.functions.when;

import io.spikelake.jobs.cost.CurrentCosts;
import io.spikelake.jobs.io.Keys;
import io.spikelake.jobs.plan.Scope;
import io.spikelake.jobs.task.Equipment;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.LeaderboardTable;
import io.spikelake.statistics.Direction;
import io.spikelake.statistics.Holm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/**
 * Aggregates {@code scores} to one row per data set, method, tone and metric, compares these, and
 * puts beside each what the method costs, where that was measured.
 *
 * <p>Entrants are compared by their mean over the samples of a {@link SamplePolicy}. How sure that
 * is comes from a bootstrap over recordings whose choices are the same for all entrants. The source
 * is read once, by narrow columns; what comes to the driver is a row per entrant. Every figure
 * depends on the scores alone, to the last bit, not on their order or partitioning.
 */
public final class Leaderboard implements AutoCloseable {

  private static final List<String> ENTRANT =
      List.of(Columns.DATASET, Columns.METRIC, Columns.METHOD, Columns.TONE);

  private static final String TALLY = "tally";

  /**
   * What to show; an empty list means everything.
   *
   * @param datasets names of data sets
   * @param methods complete method keys
   * @param metrics complete metric keys
   * @param samples which samples count
   * @param parts which parts of data sets have rows of their own besides
   * @param scope which recordings and frames count
   * @param replicates of the bootstrap; 0 for none
   * @param seed of the choices of recordings
   */
  public record Config(
      List<String> datasets,
      List<String> methods,
      List<String> metrics,
      SamplePolicy samples,
      Parts parts,
      Scope scope,
      int replicates,
      long seed) {

    public static final int REPLICATES = 1000;
    public static final long SEED = 1;

    /** The usual table. */
    public static Config of(List<String> datasets, List<String> methods, List<String> metrics) {
      return new Config(
          datasets, methods, metrics, SamplePolicy.COMMON, Parts.NONE, Scope.ALL, REPLICATES, SEED);
    }
  }

  private final ScoreSource source;
  private final Config config;
  private final Directions directions;
  private final Dataset<Row> narrow;
  private final Dataset<Row> recordingScores;

  /**
   * @param source whose scores
   * @param equipment knows in which direction the metrics of packs go
   */
  public Leaderboard(ScoreSource source, Equipment equipment, Config config) {
    this.source = source;
    this.config = config;
    this.directions = Directions.of(equipment);
    this.narrow =
        source
            .scores(config)
            .select(RecordingScores.narrow())
            .persist(StorageLevel.MEMORY_AND_DISK());
    this.recordingScores =
        RecordingScores.of(narrow, Field.of(narrow), config.samples(), directions)
            .persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** The scores that it rests on, those that do not count too, in any order. */
  public Dataset<Row> scores() {
    return source.scores(config).drop(RecordingScores.PART);
  }

  /**
   * Rows of {@code leaderboard} for whole data sets, but for the columns that say which run wrote
   * them; in the order of tables: data sets, metrics, and the best first.
   */
  public List<Row> rows() {
    List<Row> tallied =
        source
            .withCosts(
                recordingScores
                    .groupBy(Keys.columns(ENTRANT))
                    .agg(TallyAggregator.of(config.replicates(), config.seed()).as(TALLY)),
                config)
            .collectAsList();
    Map<Contest, List<Row>> contests =
        tallied.stream()
            .sorted(Comparator.comparing(Entrant::of))
            .collect(Collectors.groupingBy(Contest::of, LinkedHashMap::new, Collectors.toList()));
    Map<Contest, List<Placing>> placings = new HashMap<>();
    contests.forEach((contest, rows) -> placings.put(contest, placings(contest, rows)));
    Map<Neighbours.Pair, Double> pValues = pValues(contests, placings);
    List<Row> rows = new ArrayList<>();
    contests.keySet().stream()
        .sorted(Comparator.comparing(Contest::dataset).thenComparing(Contest::metric))
        .forEach(
            contest ->
                rows.addAll(rows(contest, contests.get(contest), placings.get(contest), pValues)));
    return rows;
  }

  /** {@link #rows}, and those of the parts that a protocol names. */
  public List<Row> tables() {
    Dataset<Row> rows = dataset();
    return (config.parts() == Parts.PROTOCOL ? rows.unionByName(parts()) : rows).collectAsList();
  }

  /** {@link #rows} for writing. */
  public Dataset<Row> dataset() {
    return recordingScores.sparkSession().createDataFrame(rows(), LeaderboardRow.SCHEMA);
  }

  private List<Placing> placings(Contest contest, List<Row> rows) {
    List<Row> tallies = rows.stream().map(row -> row.<Row>getAs(TALLY)).toList();
    double[] means =
        tallies.stream()
            .map(tally -> tally.<Double>getAs(LeaderboardTable.MEAN))
            .mapToDouble(mean -> mean == null ? Double.NaN : mean)
            .toArray();
    double[][] replicates =
        tallies.stream()
            .map(
                tally ->
                    tally.<Long>getAs(LeaderboardTable.RECORDINGS) < 2
                        ? new double[0]
                        : Tallied.replicates(tally))
            .toArray(double[][]::new);
    return Placings.of(means, replicates, directions.of(contest.metric()));
  }

  /** Of all neighbours, corrected within each contest. */
  private Map<Neighbours.Pair, Double> pValues(
      Map<Contest, List<Row>> contests, Map<Contest, List<Placing>> placings) {
    Map<Contest, List<Neighbours.Pair>> pairs = new HashMap<>();
    contests.forEach(
        (contest, rows) ->
            pairs.put(
                contest,
                IntStream.range(0, rows.size())
                    .filter(i -> placings.get(contest).get(i).next() >= 0)
                    .mapToObj(i -> pair(contest, rows, i, placings.get(contest).get(i)))
                    .toList()));
    Map<Neighbours.Pair, Double> raw =
        Neighbours.pValues(recordingScores, pairs.values().stream().flatMap(List::stream).toList());
    Map<Neighbours.Pair, Double> corrected = new HashMap<>();
    for (List<Neighbours.Pair> family : pairs.values()) {
      List<Neighbours.Pair> tested = family.stream().filter(raw::containsKey).toList();
      double[] adjusted = Holm.adjusted(tested.stream().mapToDouble(raw::get).toArray());
      for (int i = 0; i < adjusted.length; i++) {
        corrected.put(tested.get(i), adjusted[i]);
      }
    }
    return corrected;
  }

  private static Neighbours.Pair pair(Contest contest, List<Row> rows, int i, Placing placing) {
    return new Neighbours.Pair(
        contest, Entrant.of(rows.get(i)), Entrant.of(rows.get(placing.next())));
  }

  private List<Row> rows(
      Contest contest, List<Row> rows, List<Placing> placings, Map<Neighbours.Pair, Double> p) {
    Comparator<Integer> byRank =
        Comparator.comparing(
            i -> placings.get(i).rank(), Comparator.nullsLast(Comparator.naturalOrder()));
    return IntStream.range(0, rows.size())
        .boxed()
        .sorted(byRank)
        .map(
            i -> {
              Placing placing = placings.get(i);
              Double pNext = placing.next() < 0 ? null : p.get(pair(contest, rows, i, placing));
              return row(rows.get(i), placing, pNext);
            })
        .toList();
  }

  private Row row(Row row, Placing placing, Double pNext) {
    LeaderboardRow result = new LeaderboardRow();
    result.setAll(row, ENTRANT);
    result.setAll(row, CurrentCosts.COLUMNS);
    result.setAll(row.getAs(TALLY), Tallied.COLUMNS);
    result.set(LeaderboardTable.LOWER_IS_BETTER, lowerIsBetter(row.<String>getAs(Columns.METRIC)));
    result.set(LeaderboardTable.PROTOCOL, config.scope().protocol());
    result.set(LeaderboardTable.SPLIT, config.scope().split());
    result.set(LeaderboardTable.SAMPLE_POLICY, config.samples().id());
    result.set(LeaderboardTable.RANK, placing.rank());
    result.set(LeaderboardTable.RANK_LOW, placing.rankLow());
    result.set(LeaderboardTable.RANK_HIGH, placing.rankHigh());
    result.set(LeaderboardTable.RANK_STABILITY, placing.stability());
    result.set(LeaderboardTable.CI_LOW, placing.confidence(), interval -> interval.low());
    result.set(LeaderboardTable.CI_HIGH, placing.confidence(), interval -> interval.high());
    result.set(LeaderboardTable.GAIN, placing.gain());
    result.set(LeaderboardTable.LEAD_LOW, placing.lead(), interval -> interval.low());
    result.set(LeaderboardTable.LEAD_HIGH, placing.lead(), interval -> interval.high());
    result.set(LeaderboardTable.P_NEXT, pNext);
    return result.build();
  }

  private boolean lowerIsBetter(String metric) {
    return directions.of(metric) == Direction.LOWER_IS_BETTER;
  }

  /**
   * The same for the parts of data sets, ranked within each part; without bootstrap and costs.
   * There may be many, as many as recordings.
   */
  public Dataset<Row> parts() {
    List<String> part = Keys.with(ENTRANT, LeaderboardTable.PART);
    Dataset<Row> tallied =
        recordingScores
            .where(col(LeaderboardTable.PART).isNotNull())
            .groupBy(Keys.columns(part))
            .agg(TallyAggregator.of(0, config.seed()).as(TALLY))
            .select(Keys.columns(Keys.with(part, TALLY + ".*")));
    Column better =
        when(isLowerBetter(tallied), col(LeaderboardTable.MEAN))
            .otherwise(col(LeaderboardTable.MEAN).multiply(-1));
    Column place =
        rank()
            .over(
                Window.partitionBy(Columns.DATASET, Columns.METRIC, LeaderboardTable.PART)
                    .orderBy(better.asc_nulls_last()));
    return LeaderboardRow.withAllColumns(
        tallied
            .withColumn(LeaderboardTable.BY, lit(config.parts().id()))
            .withColumn(LeaderboardTable.PROTOCOL, lit(config.scope().protocol()))
            .withColumn(LeaderboardTable.SPLIT, lit(config.scope().split()))
            .withColumn(LeaderboardTable.SAMPLE_POLICY, lit(config.samples().id()))
            .withColumn(LeaderboardTable.LOWER_IS_BETTER, isLowerBetter(tallied))
            .withColumn(
                LeaderboardTable.RANK,
                when(col(LeaderboardTable.MEAN).isNotNull(), place.cast(DataTypes.IntegerType))));
  }

  private Column isLowerBetter(Dataset<Row> rows) {
    Object[] lower =
        rows.select(Columns.METRIC).distinct().collectAsList().stream()
            .map(row -> row.getString(0))
            .filter(this::lowerIsBetter)
            .toArray();
    return col(Columns.METRIC).isin(lower);
  }

  @Override
  public void close() {
    recordingScores.unpersist();
    narrow.unpersist();
  }
}
