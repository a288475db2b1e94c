package io.spikelake.jobs.leaderboard;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import io.spikelake.jobs.io.Keys;
import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.report.ComparativeTable;
import io.spikelake.jobs.report.ReportContent;
import io.spikelake.jobs.report.ReportContent.History;
import io.spikelake.jobs.report.ReportContent.Refusals;
import io.spikelake.jobs.report.ReportContent.Scene;
import io.spikelake.jobs.report.Standing;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.LeaderboardTable;
import io.spikelake.schemas.QuarantineTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** Gathers what a report shows besides its tables. */
public final class ReportSource {

  private ReportSource() {}

  /**
   * @param lake with the leaderboard that the tables are of as its newest
   * @param tables at least one
   */
  public static ReportContent of(Lake lake, List<ComparativeTable> tables) {
    List<History> history = new ArrayList<>();
    List<Scene> scenes = new ArrayList<>();
    List<String> moved = new ArrayList<>();
    List<ComparativeTable> whole = tables.stream().filter(ComparativeTable::isWhole).toList();
    for (ComparativeTable table : whole) {
      Nights nights = Nights.of(lake, table);
      history.addAll(nights.history());
      moved.addAll(nights.moved());
      scenes.addAll(Scenes.of(lake, table));
    }
    List<String> datasets = whole.stream().map(ComparativeTable::dataset).toList();
    Map<String, String> provenance = provenance(lake, tables);
    String summary =
        "%s of lake %s, run %s."
            .formatted(String.join(", ", datasets), lake.root(), provenance.get("run"));
    return new ReportContent(
        summary, tables, history, scenes, moved, refusals(lake, datasets), provenance);
  }

  /**
   * Of scores that lie in no lake: there are neither pictures nor earlier leaderboards.
   *
   * @param location of the files
   */
  public static ReportContent ofFiles(String location, List<ComparativeTable> tables) {
    Map<String, String> provenance = new TreeMap<>();
    provenance.put("scores", location);
    addProgram(provenance, tables);
    return new ReportContent(
        "Scores of %s.".formatted(location),
        tables,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        provenance);
  }

  private static List<Refusals> refusals(Lake lake, List<String> datasets) {
    return lake
        .read(QuarantineTable.TABLE)
        .where(Keys.among(Columns.DATASET, datasets))
        .groupBy(QuarantineTable.REASON_CODE, QuarantineTable.STAGE)
        .count()
        .orderBy(col("count").desc(), col(QuarantineTable.REASON_CODE))
        .collectAsList()
        .stream()
        .map(row -> new Refusals(row.getString(0), row.getString(1), row.getLong(2)))
        .toList();
  }

  private static Map<String, String> provenance(Lake lake, List<ComparativeTable> tables) {
    Row run = lake.read(LeaderboardTable.TABLE).agg(max(Columns.COMMITTED_IN)).first();
    Map<String, String> provenance = new TreeMap<>();
    provenance.put("lake", lake.root());
    provenance.put("run", run.isNullAt(0) ? "none" : Long.toString(run.getLong(0)));
    addProgram(provenance, tables);
    return provenance;
  }

  private static void addProgram(Map<String, String> provenance, List<ComparativeTable> tables) {
    String version = ReportSource.class.getPackage().getImplementationVersion();
    provenance.put("SpikeLake", version == null ? "development" : version);
    provenance.put(
        "sample sets",
        tables.stream()
            .flatMap(table -> table.all().stream())
            .map(ReportSource::sampleSet)
            .filter(Objects::nonNull)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", ")));
  }

  private static String sampleSet(Standing standing) {
    return standing.samples() == 0 ? null : standing.spread().sampleSet();
  }
}
