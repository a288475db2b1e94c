package io.spikelake.cli;

import io.spikelake.jobs.LeaderboardJob;
import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.leaderboard.CsvScores;
import io.spikelake.jobs.leaderboard.LakeScores;
import io.spikelake.jobs.leaderboard.Leaderboard;
import io.spikelake.jobs.leaderboard.ReportSource;
import io.spikelake.jobs.report.ComparativeTable;
import io.spikelake.jobs.report.ReportContent;
import io.spikelake.jobs.task.Equipment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** Leaderboards of a lake; apart from the command, whose class is loaded without Spark. */
record LeaderboardRows(String lake, Equipment equipment, Leaderboard.Config config) {

  /**
   * Of now; also stored in the lake. Empty if there are no scores.
   *
   * @param whole with all that a report shows besides its tables
   */
  List<ReportContent> filled(boolean whole) throws Exception {
    List<ReportContent> content = new ArrayList<>();
    LakeCommand.write(
        "leaderboard",
        lake,
        record(),
        equipment,
        (context, progress, done) ->
            add(content, context.lake(), tables(new LeaderboardJob(context, config).run()), whole));
    return content;
  }

  /** The resolved configuration, for the table of runs. */
  private Map<String, Object> record() {
    Map<String, Object> record = new TreeMap<>();
    record.put("dataset", config.datasets());
    record.put("methods", config.methods());
    record.put("metrics", config.metrics());
    record.put("samples", config.samples().id());
    record.put("by", config.parts().id());
    record.put("protocol", String.valueOf(config.scope().protocol()));
    record.put("split", String.valueOf(config.scope().split()));
    record.put("replicates", config.replicates());
    record.put("seed", config.seed());
    return record;
  }

  /**
   * Of files, and of no lake; shown.
   *
   * @param csv a path or Hadoop URI of comma-separated scores
   */
  List<ReportContent> ofFiles(String csv) throws Exception {
    List<ReportContent> content = new ArrayList<>();
    LakeCommand.session(
        spark -> {
          try (Leaderboard leaderboard =
              new Leaderboard(new CsvScores(spark, csv), equipment, config)) {
            List<ComparativeTable> tables = tables(leaderboard.tables());
            if (!tables.isEmpty()) {
              content.add(ReportSource.ofFiles(csv, tables));
            }
          }
        });
    return content;
  }

  /**
   * Of the past or of now; shown, not stored: the newest in the lake is that of the newest run.
   *
   * @param whole as above
   */
  List<ReportContent> shown(AsOfOption asOf, boolean whole) throws Exception {
    List<ReportContent> content = new ArrayList<>();
    LakeCommand.read(
        lake,
        opened -> {
          Lake then = asOf.of(opened);
          try (Leaderboard leaderboard = new Leaderboard(new LakeScores(then), equipment, config)) {
            add(content, then, tables(leaderboard.tables()), whole);
          }
        });
    return content;
  }

  private List<ComparativeTable> tables(List<Row> rows) {
    return Summary.tables(rows, config.metrics());
  }

  private static void add(
      List<ReportContent> content, Lake of, List<ComparativeTable> tables, boolean whole) {
    if (!tables.isEmpty()) {
      content.add(whole ? ReportSource.of(of, tables) : ReportContent.of(tables));
    }
  }
}
