package io.spikelake.jobs;

import io.spikelake.jobs.io.Keys;
import io.spikelake.schemas.LeaderboardTable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Fills {@code leaderboard}. */
public final class LeaderboardJob {

  private final JobContext context;
  private final Leaderboard.Config config;

  public LeaderboardJob(JobContext context, Leaderboard.Config config) {
    this.context = context;
    this.config = config;
  }

  /** Aggregates, stores the rows, and returns them. */
  public List<Row> run() {
    context.step("leaderboard", "Aggregate scores");
    Dataset<Row> aggregated =
        new Leaderboard(context.lake(), context.equipment().value(), config).rows();
    Dataset<Row> rows =
        context
            .run()
            .sign(aggregated)
            .select(Keys.columns(List.of(LeaderboardTable.TABLE.schema().fieldNames())))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      List<Row> collected = Leaderboard.sorted(rows);
      if (!collected.isEmpty()) {
        context.lake().append(LeaderboardTable.TABLE, rows);
      }
      return collected;
    } finally {
      rows.unpersist();
    }
  }
}
