package io.spikelake.jobs.report;

import io.spikelake.schemas.LeaderboardTable;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * How scores spread over samples, and how far a standing rests on the choice of recordings. What
 * cannot be known is null: without a score everything, with one recording the intervals.
 *
 * @param recordings whose samples these are
 * @param median of the scores
 * @param deviation sample standard deviation of the scores
 * @param low lower end of the 95 % interval of the mean
 * @param high upper end of it
 * @param rankLow best rank in the middle 95 % of replicates
 * @param rankHigh worst rank in them
 * @param stability share of replicates in which the rank is the same
 * @param wins samples of which no other score is better
 * @param gain by how much of the next rank's mean it is better than the next rank
 * @param pNext p-value of that difference, corrected for all neighbours
 * @param sampleSet name of the set of samples
 * @param quantiles 0, 5 % ... 100 % of the scores, or none
 */
public record Spread(
    Long recordings,
    Double median,
    Double deviation,
    Double low,
    Double high,
    Integer rankLow,
    Integer rankHigh,
    Double stability,
    Long wins,
    Double gain,
    Double pNext,
    String sampleSet,
    List<Double> quantiles) {

  /** Nothing is known. */
  public static final Spread UNKNOWN =
      new Spread(null, null, null, null, null, null, null, null, null, null, null, null, List.of());

  /** Reads a row of {@code leaderboard}. */
  static Spread of(Row row) {
    int quantiles = row.fieldIndex(LeaderboardTable.QUANTILES);
    return new Spread(
        row.getAs(LeaderboardTable.RECORDINGS),
        row.getAs(LeaderboardTable.MEDIAN),
        row.getAs(LeaderboardTable.STDDEV),
        row.getAs(LeaderboardTable.CI_LOW),
        row.getAs(LeaderboardTable.CI_HIGH),
        row.getAs(LeaderboardTable.RANK_LOW),
        row.getAs(LeaderboardTable.RANK_HIGH),
        row.getAs(LeaderboardTable.RANK_STABILITY),
        row.getAs(LeaderboardTable.WINS),
        row.getAs(LeaderboardTable.GAIN),
        row.getAs(LeaderboardTable.P_NEXT),
        row.getAs(LeaderboardTable.SAMPLE_SET),
        row.isNullAt(quantiles) ? List.of() : row.getList(quantiles));
  }

  /** Whether the mean has an interval. */
  boolean hasInterval() {
    return low != null && high != null;
  }
}
