package io.spikelake.jobs.bundle;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import io.delta.tables.DeltaTable;
import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.LakeTable;
import io.spikelake.schemas.MethodCostsTable;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.schemas.RunsTable;
import io.spikelake.schemas.ScoresTable;
import io.spikelake.schemas.ShardsTable;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * The versions that the tables behind a leaderboard had when a run had ended, as far as their logs
 * still tell: Delta forgets after 30 days, unless the table says otherwise.
 */
final class TableVersions {

  private static final List<LakeTable> TABLES =
      List.of(RecordingsTable.TABLE, ShardsTable.TABLE, ScoresTable.TABLE, MethodCostsTable.TABLE);

  private TableVersions() {}

  /** By name; a table that was not there has none. */
  static Map<String, Long> of(Lake lake, long run) {
    Timestamp end =
        lake.read(RunsTable.TABLE)
            .where(col(Columns.COMMITTED_IN).equalTo(run))
            .agg(max(RunsTable.AT))
            .first()
            .getTimestamp(0);
    Map<String, Long> versions = new TreeMap<>();
    for (LakeTable table : TABLES) {
      if (lake.has(table)) {
        Row newest =
            DeltaTable.forPath(lake.spark(), lake.location(table))
                .history()
                .where(col("timestamp").leq(end))
                .agg(max("version"))
                .first();
        if (!newest.isNullAt(0)) {
          versions.put(table.name(), newest.getLong(0));
        }
      }
    }
    return versions;
  }
}
