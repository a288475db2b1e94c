package io.spikelake.cli;

import io.spikelake.jobs.Leaderboard;
import io.spikelake.jobs.LeaderboardJob;
import io.spikelake.jobs.task.Equipment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Leaderboards of a lake; apart from the command, whose class is loaded without Spark. */
record LeaderboardRows(String lake, Equipment equipment, Leaderboard.Config config) {

  /** Of now; also stored in the lake. */
  List<Row> filled() throws Exception {
    List<Row> rows = new ArrayList<>();
    LakeCommand.write(
        "leaderboard",
        lake,
        Map.of(
            "dataset", config.datasets(), "methods", config.methods(), "metrics", config.metrics()),
        equipment,
        (context, progress, done) -> rows.addAll(new LeaderboardJob(context, config).run()));
    return rows;
  }

  /** Of the past; shown, not stored: the newest in the lake is that of the newest run. */
  List<Row> past(AsOfOption asOf) throws Exception {
    List<Row> rows = new ArrayList<>();
    LakeCommand.read(
        lake,
        opened ->
            rows.addAll(
                Leaderboard.sorted(new Leaderboard(asOf.of(opened), equipment, config).rows())));
    return rows;
  }
}
