package io.spikelake.jobs;

import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.leaderboard.LakeScores;
import io.spikelake.jobs.leaderboard.Leaderboard;
import io.spikelake.jobs.leaderboard.Parts;
import io.spikelake.schemas.LeaderboardTable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Fills {@code leaderboard}. */
public final class LeaderboardJob {

  private final JobContext context;
  private final Leaderboard.Config config;

  public LeaderboardJob(JobContext context, Leaderboard.Config config) {
    this.context = context;
    this.config = config;
  }

  /**
   * Aggregates and stores the rows, those of parts too.
   *
   * @return the rows of tables, as they are stored: of data sets, and of the parts that a protocol
   *     names
   */
  public List<Row> run() {
    context.step("leaderboard", "Aggregate scores");
    Lake lake = context.lake();
    try (Leaderboard leaderboard =
        new Leaderboard(new LakeScores(lake), context.equipment().value(), config)) {
      Dataset<Row> rows = context.run().sign(leaderboard.dataset());
      if (rows.isEmpty()) {
        return List.of();
      }
      Dataset<Row> all =
          config.parts() == Parts.NONE
              ? rows
              : rows.unionByName(context.run().sign(leaderboard.parts()));
      lake.append(LeaderboardTable.TABLE, all);
      return (config.parts() == Parts.PROTOCOL ? all : rows)
          .selectExpr(LeaderboardTable.TABLE.schema().fieldNames())
          .collectAsList();
    }
  }
}
