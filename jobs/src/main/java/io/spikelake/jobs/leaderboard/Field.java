package io.spikelake.jobs.leaderboard;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.when;

import io.spikelake.quality.MetricStatus;
import io.spikelake.schemas.Columns;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Who takes part in which contest: all that have any score in it. One without a score anywhere, as
 * when its window fits into no recording, keeps nobody else from being compared.
 */
record Field(Map<Contest, SortedSet<Entrant>> entrants) implements Serializable {

  /** Of narrow rows of scores; one pass, which moves a row per entrant and task. */
  static Field of(Dataset<Row> scores) {
    List<Row> rows =
        scores
            .groupBy(Columns.DATASET, Columns.METRIC, Columns.METHOD, Columns.TONE)
            .agg(count(when(col(Columns.STATUS).equalTo(MetricStatus.OK.id()), 1)).as("n"))
            .where("n > 0")
            .collectAsList();
    Map<Contest, SortedSet<Entrant>> entrants = new HashMap<>();
    for (Row row : rows) {
      entrants.computeIfAbsent(Contest.of(row), contest -> new TreeSet<>()).add(Entrant.of(row));
    }
    return new Field(entrants);
  }

  int size(Contest contest) {
    SortedSet<Entrant> all = entrants.get(contest);
    return all == null ? 0 : all.size();
  }
}
