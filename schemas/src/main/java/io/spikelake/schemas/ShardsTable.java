package io.spikelake.schemas;

import static io.spikelake.schemas.LakeTable.columns;
import static io.spikelake.schemas.LakeTable.required;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;

/** One row per shard of work whose frames are all committed. */
public final class ShardsTable {

  public static final String FRAMES = "frames";

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
              Columns.committedIn()),
          List.of(Columns.SHARD, Columns.COMMITTED_IN),
          Map.of());

  private ShardsTable() {}
}
