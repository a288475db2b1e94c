package io.spikelake.jobs.leaderboard;

import io.spikelake.schemas.Columns;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Where the scores of a leaderboard come from. */
public interface ScoreSource {

  /**
   * The scores that a leaderboard is about, one per key.
   *
   * @return columns {@link RecordingScores#NARROW}
   */
  Dataset<Row> scores(Leaderboard.Config config);

  /**
   * Rows with what methods cost.
   *
   * @param rows with {@link Columns#DATASET} and {@link Columns#METHOD}
   * @return the same rows with {@link io.spikelake.jobs.cost.CurrentCosts#COLUMNS}, null where
   *     nothing is known
   */
  Dataset<Row> withCosts(Dataset<Row> rows, Leaderboard.Config config);
}
