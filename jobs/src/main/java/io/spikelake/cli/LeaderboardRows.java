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

  /** Of now; also stored in the lake. Empty if there are no scores. */
  List<ReportContent> filled() throws Exception {
    List<ReportContent> content = new ArrayList<>();
    LakeCommand.write(
        "leaderboard",
        lake,
        record(),
        equipment,
        (context, progress, done) ->
            add(content, context.lake(), new LeaderboardJob(context, config).run()));
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
            List<ComparativeTable> tables = Summary.tables(leaderboard.tables(), config.metrics());
            if (!tables.isEmpty()) {
              content.add(ReportSource.ofFiles(csv, tables));
            }
          }
        });
    return content;
  }

  /** Of the past; shown, not stored: the newest in the lake is that of the newest run. */
  List<ReportContent> past(AsOfOption asOf) throws Exception {
    List<ReportContent> content = new ArrayList<>();
    LakeCommand.read(
        lake,
        opened -> {
          Lake then = asOf.of(opened);
          try (Leaderboard leaderboard = new Leaderboard(new LakeScores(then), equipment, config)) {
            add(content, then, leaderboard.tables());
          }
        });
    return content;
  }

  /** Its tables alone, shown, not stored. Empty if there are no scores. */
  List<ComparativeTable> tables(AsOfOption asOf) throws Exception {
    List<ComparativeTable> tables = new ArrayList<>();
    LakeCommand.read(
        lake,
        opened -> {
          try (Leaderboard leaderboard =
              new Leaderboard(new LakeScores(asOf.of(opened)), equipment, config)) {
            tables.addAll(Summary.tables(leaderboard.tables(), config.metrics()));
          }
        });
    return tables;
  }

  private void add(List<ReportContent> content, Lake of, List<Row> rows) {
    if (!rows.isEmpty()) {
      List<ComparativeTable> tables = Summary.tables(rows, config.metrics());
      content.add(ReportSource.of(of, tables));
    }
  }
}
