package io.spikelake.schemas;

import static io.spikelake.schemas.LakeTable.columns;
import static io.spikelake.schemas.LakeTable.optional;
import static io.spikelake.schemas.LakeTable.required;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;

/**
 * One row per shard of work whose frames and scores are all committed. Rows of {@code frames} and
 * {@code scores} count by being named here: this table is where a wave of work comes into being.
 */
public final class ShardsTable {

  public static final String FRAMES = "frames";
  public static final String WAVE = "wave";

  public static final LakeTable TABLE =
      new LakeTable(
          "shards",
          columns(
              required(
                  Columns.SHARD,
                  DataTypes.StringType,
                  "Digest of what was to be computed; the same work has the same digest"),
              required(FRAMES, DataTypes.LongType, "Rows of frames that belong to it"),
              Columns.runId(),
              Columns.committedIn(),
              optional(
                  WAVE,
                  DataTypes.LongType,
                  "Number of the commit it came with; rises by one from commit to commit")),
          List.of(Columns.SHARD, Columns.COMMITTED_IN),
          Map.of());

  private ShardsTable() {}
}
