package io.spikelake.jobs.leaderboard;

import static org.apache.spark.sql.functions.col;

import io.spikelake.jobs.io.Keys;
import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.report.ComparativeTable;
import io.spikelake.jobs.report.ComparativeTable.Entrant;
import io.spikelake.jobs.report.ReportContent.History;
import io.spikelake.jobs.report.Standing;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.LeaderboardTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;

/** The leaderboards of a lake, one after the other. */
final class Nights {

  /** So many of the newest are looked at. */
  private static final int NEWEST = 60;

  /** Where an entrant stood. */
  private record Stand(Integer rank, Double mean) {}

  private final ComparativeTable table;
  private final Map<String, TreeMap<Long, Map<Entrant, Stand>>> byMetric = new TreeMap<>();

  private Nights(ComparativeTable table) {
    this.table = table;
  }

  /** Those with the data set, scope and metrics of a table. */
  static Nights of(Lake lake, ComparativeTable table) {
    Standing any = table.all().get(0);
    List<Row> rows =
        lake.read(LeaderboardTable.TABLE)
            .where(col(LeaderboardTable.BY).isNull())
            .where(col(LeaderboardTable.PROTOCOL).eqNullSafe(any.protocol()))
            .where(col(LeaderboardTable.SPLIT).eqNullSafe(any.split()))
            .where(col(Columns.DATASET).equalTo(table.dataset()))
            .where(Keys.among(Columns.METRIC, table.metrics()))
            .select(
                Columns.METRIC,
                Columns.COMMITTED_IN,
                Columns.METHOD,
                Columns.TONE,
                LeaderboardTable.RANK,
                LeaderboardTable.MEAN)
            .orderBy(col(Columns.COMMITTED_IN).desc())
            .limit(NEWEST * table.metrics().size() * Math.max(1, 2 * table.rows().size()))
            .collectAsList();
    Nights nights = new Nights(table);
    for (Row row : rows) {
      nights
          .byMetric
          .computeIfAbsent(row.getString(0), metric -> new TreeMap<>())
          .computeIfAbsent(row.getLong(1), run -> new TreeMap<>(Entrant.BY_NAME))
          .put(
              new Entrant(row.getString(2), row.getString(3)),
              new Stand(row.getAs(LeaderboardTable.RANK), row.getAs(LeaderboardTable.MEAN)));
    }
    return nights;
  }

  /** By the table's first metric. */
  List<History> history() {
    String metric = table.metrics().get(0);
    TreeMap<Long, Map<Entrant, Stand>> nights = byMetric.getOrDefault(metric, new TreeMap<>());
    Map<Entrant, List<Integer>> ranks = new TreeMap<>(Entrant.BY_NAME);
    for (Entrant entrant : table.rows()) {
      List<Integer> ofEntrant = new ArrayList<>();
      nights
          .values()
          .forEach(
              night ->
                  ofEntrant.add(night.containsKey(entrant) ? night.get(entrant).rank() : null));
      ranks.put(entrant, ofEntrant);
    }
    return List.of(new History(table.dataset(), metric, List.copyOf(nights.keySet()), ranks));
  }

  /** What is different between the last two, in sentences. */
  List<String> moved() {
    List<String> moved = new ArrayList<>();
    for (String metric : table.metrics()) {
      TreeMap<Long, Map<Entrant, Stand>> nights = byMetric.getOrDefault(metric, new TreeMap<>());
      if (nights.size() > 1) {
        Map<Entrant, Stand> now = nights.lastEntry().getValue();
        Map<Entrant, Stand> before = nights.lowerEntry(nights.lastKey()).getValue();
        TreeSet<Entrant> all = new TreeSet<>(Entrant.BY_NAME);
        all.addAll(now.keySet());
        all.addAll(before.keySet());
        all.forEach(
            entrant -> {
              String change = change(before.get(entrant), now.get(entrant));
              if (!change.isEmpty()) {
                moved.add(
                    "%s, %s: %s (%s) %s"
                        .formatted(
                            table.dataset(), metric, entrant.method(), entrant.tone(), change));
              }
            });
      }
    }
    return moved;
  }

  private static String change(Stand before, Stand now) {
    if (before == null) {
      return "is new, with rank " + rank(now);
    }
    if (now == null) {
      return "is no longer there; it had rank " + rank(before);
    }
    if (now.equals(before)) {
      return "";
    }
    String ranks =
        rank(before).equals(rank(now))
            ? "keeps rank " + rank(now)
            : "went from rank %s to %s".formatted(rank(before), rank(now));
    return "%s, mean %s, was %s".formatted(ranks, mean(now), mean(before));
  }

  private static String rank(Stand stand) {
    return stand.rank() == null ? "none" : stand.rank().toString();
  }

  private static String mean(Stand stand) {
    return stand.mean() == null ? "none" : String.format(Locale.ROOT, "%.4f", stand.mean());
  }
}
