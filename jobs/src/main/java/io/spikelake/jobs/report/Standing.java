package io.spikelake.jobs.report;

import io.spikelake.schemas.Columns;
import io.spikelake.schemas.LeaderboardTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * One cell of a comparative table: how a method does by a metric.
 *
 * @param mean mean score, or null if no sample has one
 * @param rank place among the methods, or null likewise
 * @param excluded samples without a score, by status
 * @param devices kinds of devices on which a network made the frames, sorted; empty for others
 * @param cost what the method costs, or null where that was not measured
 * @param part part of the data set that it is about, or null for all of it
 * @param protocol preset whose frames alone count, or null
 * @param split whose samples alone count, or null
 * @param spread how the scores spread and how sure the standing is
 */
public record Standing(
    String dataset,
    String method,
    String tone,
    String metric,
    boolean lowerIsBetter,
    long samples,
    Double mean,
    Integer rank,
    int minBlocks,
    int maxBlocks,
    Map<String, Long> excluded,
    List<String> devices,
    Cost cost,
    String part,
    String protocol,
    String split,
    Spread spread) {

  /** Reads a row of {@code leaderboard}. */
  public static Standing of(Row row) {
    return new Standing(
        row.getAs(Columns.DATASET),
        row.getAs(Columns.METHOD),
        row.getAs(Columns.TONE),
        row.getAs(Columns.METRIC),
        row.<Boolean>getAs(LeaderboardTable.LOWER_IS_BETTER),
        row.<Long>getAs(LeaderboardTable.SAMPLES),
        row.getAs(LeaderboardTable.MEAN),
        row.getAs(LeaderboardTable.RANK),
        row.<Integer>getAs(LeaderboardTable.MIN_BLOCKS),
        row.<Integer>getAs(LeaderboardTable.MAX_BLOCKS),
        new TreeMap<>(row.getJavaMap(row.fieldIndex(LeaderboardTable.EXCLUDED))),
        row.getList(row.fieldIndex(LeaderboardTable.DEVICES)),
        Cost.of(row),
        row.getAs(LeaderboardTable.PART),
        row.getAs(LeaderboardTable.PROTOCOL),
        row.getAs(LeaderboardTable.SPLIT),
        Spread.of(row));
  }

  /** What the table that it stands in is about: the data set, and the part if it is of one. */
  String about() {
    return part == null ? dataset : dataset + ", " + part;
  }
}
