package io.spikelake.jobs.leaderboard;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import io.spikelake.jobs.cost.CurrentCosts;
import io.spikelake.jobs.io.Keys;
import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.plan.Scope;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.MethodCostsTable;
import io.spikelake.schemas.RecordingsTable;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * The scores of a lake: of the newest version of each recording.
 *
 * @param lake as of whatever run
 */
public record LakeScores(Lake lake) implements ScoreSource {

  @Override
  public Dataset<Row> scores(Leaderboard.Config config) {
    Dataset<Row> recordings = config.scope().recordings(lake.currentRecordings(config.datasets()));
    Dataset<Row> parts =
        recordings
            .withColumn(RecordingScores.PART, part(config))
            .select(Keys.columns(Keys.with(RecordingsTable.TABLE.key(), RecordingScores.PART)));
    Dataset<Row> scores =
        lake.scores()
            .where(Keys.among(Columns.DATASET, config.datasets()))
            .where(Keys.among(Columns.METHOD, config.methods()))
            .where(Keys.among(Columns.METRIC, config.metrics()));
    return config
        .scope()
        .cells(scores, recordings)
        .join(parts, Keys.seq(RecordingsTable.TABLE.key()));
  }

  /** The part of a recording, from its row of {@code recordings}; null where it has none. */
  private static Column part(Leaderboard.Config config) {
    return switch (config.parts()) {
      case NONE -> lit(null).cast(DataTypes.StringType);
      case RECORDING -> col(RecordingsTable.PATH);
      case CLASS -> col(RecordingsTable.LABEL_NAME);
      case SPLIT -> col(RecordingsTable.SPLIT);
      case PROTOCOL -> partOfProtocol(config.scope());
    };
  }

  private static Column partOfProtocol(Scope scope) {
    UDF1<String, String> part = scope::partOf;
    return udf(part, DataTypes.StringType).apply(col(RecordingsTable.PATH));
  }

  @Override
  public Dataset<Row> withCosts(Dataset<Row> rows, Leaderboard.Config config) {
    Dataset<Row> costs =
        CurrentCosts.of(
            lake.read(MethodCostsTable.TABLE), lake.currentRecordings(config.datasets()));
    return rows.join(broadcast(costs), Keys.seq(List.of(Columns.DATASET, Columns.METHOD)), "left");
  }
}
