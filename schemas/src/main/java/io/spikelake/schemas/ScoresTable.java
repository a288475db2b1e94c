package io.spikelake.schemas;

import static io.spikelake.schemas.LakeTable.columns;
import static io.spikelake.schemas.LakeTable.optional;
import static io.spikelake.schemas.LakeTable.required;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;

/**
 * One narrow row per sample, method, tone and metric. Derived from frames: either from the results
 * that were computed together with the frame, or later from its stored image.
 *
 * <p>A row that names a shard counts only if {@code shards} has that shard with the same run
 * sequence number. Of several rows with one key, the one of the latest run counts.
 */
public final class ScoresTable {

  public static final LakeTable TABLE =
      new LakeTable(
          "scores",
          columns(
              Columns.recordingId(),
              Columns.recordingVersion(),
              Columns.keyFrame(),
              Columns.method(),
              Columns.tone(),
              Columns.metric(),
              Columns.dataset(),
              optional(Columns.SCORE, DataTypes.DoubleType, "The score, where there is one"),
              required(Columns.STATUS, DataTypes.StringType, "ok, or why there is no score"),
              optional(
                  Columns.FLAT_FRACTION,
                  DataTypes.DoubleType,
                  "Share of pixels in constant 7x7 neighbourhoods"),
              required(Columns.BLOCKS, DataTypes.IntegerType, "Blocks or patches that were used"),
              Columns.frameDevice(),
              Columns.runId(),
              Columns.committedIn(),
              optional(
                  Columns.SHARD,
                  DataTypes.StringType,
                  "The shard it came with; null where it was computed from a frame that there was")),
          List.of(
              Columns.RECORDING_ID,
              Columns.RECORDING_VERSION,
              Columns.KEY_FRAME,
              Columns.METHOD,
              Columns.TONE,
              Columns.METRIC),
          Map.of(
              "delta.autoOptimize.optimizeWrite", "true",
              "delta.autoOptimize.autoCompact", "true",
              "delta.enableChangeDataFeed", "true"));

  private ScoresTable() {}
}
