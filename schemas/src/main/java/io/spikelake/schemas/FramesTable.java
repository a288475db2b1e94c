package io.spikelake.schemas;

import static io.spikelake.schemas.LakeTable.columns;
import static io.spikelake.schemas.LakeTable.optional;
import static io.spikelake.schemas.LakeTable.required;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per sample, method and tone. Wide: the two binary columns hold nearly all the bytes and
 * are never read for planning.
 *
 * <p>A row counts only if {@code shards} has its shard with the same run sequence number; readers
 * go through that join. Rows of a run that died before completing a shard are thereby no rows. A
 * frame that failed and was made by a later run has a row of each; planning and scores leave the
 * failed one out.
 */
public final class FramesTable {

  public static final String WINDOW_START = "window_start";
  public static final String WINDOW_PLANES = "window_planes";
  public static final String WIDTH = "width";
  public static final String HEIGHT = "height";
  public static final String PIXEL_DIGEST = "pixel_digest";
  public static final String LATENCY_MS = "latency_ms";
  public static final String METRICS = "metrics";
  public static final String RAW_BYTES = "raw_bytes";
  public static final String PNG_BYTES = "png_bytes";
  public static final String RAW = "raw";
  public static final String PNG = "png";
  public static final String REASON_CODE = "reason_code";
  public static final String MESSAGE = "message";

  /** The frame exists. */
  public static final String OK = "ok";

  /** The recording has too few planes around the key frame for the method. */
  public static final String WINDOW_INCOMPLETE = "window_incomplete";

  /** The recording could not be read at that place, or the method failed; see quarantine. */
  public static final String FAILED = "failed";

  /** Result of one metric, computed together with the frame. */
  public static final StructType METRIC_TYPE =
      columns(
          Columns.metric(),
          optional(Columns.SCORE, DataTypes.DoubleType, "The score, where there is one"),
          required(Columns.STATUS, DataTypes.StringType, "ok, or why there is no score"),
          optional(
              Columns.FLAT_FRACTION,
              DataTypes.DoubleType,
              "Share of pixels in constant 7x7 neighbourhoods"),
          required(Columns.BLOCKS, DataTypes.IntegerType, "Blocks or patches that were used"));

  public static final LakeTable TABLE =
      new LakeTable(
          "frames",
          columns(
              Columns.recordingId(),
              Columns.recordingVersion(),
              Columns.keyFrame(),
              Columns.method(),
              Columns.tone(),
              Columns.dataset(),
              required(Columns.STATUS, DataTypes.StringType, "ok, window_incomplete, or failed"),
              required(WINDOW_START, DataTypes.LongType, "First plane that the method reads"),
              required(WINDOW_PLANES, DataTypes.LongType, "Number of planes that it reads"),
              optional(WIDTH, DataTypes.IntegerType, "Columns of the frame"),
              optional(HEIGHT, DataTypes.IntegerType, "Rows of the frame"),
              optional(
                  PIXEL_DIGEST, DataTypes.StringType, "SHA-256 over size and pixels of the frame"),
              optional(LATENCY_MS, DataTypes.DoubleType, "Time of the method alone, milliseconds"),
              Columns.frameDevice(),
              required(
                  METRICS,
                  new ArrayType(METRIC_TYPE, false),
                  "Scores computed together with the frame"),
              optional(REASON_CODE, DataTypes.StringType, "Why the frame failed, if it did"),
              optional(MESSAGE, DataTypes.StringType, "What failed, and what to do"),
              required(Columns.SHARD, DataTypes.StringType, "Digest of the shard of work"),
              Columns.runId(),
              Columns.committedIn(),
              optional(RAW_BYTES, DataTypes.IntegerType, "Length of raw; null where not kept"),
              optional(PNG_BYTES, DataTypes.IntegerType, "Length of png; null where not kept"),
              optional(
                  RAW,
                  DataTypes.BinaryType,
                  "Toned float32 image, losslessly compressed; what scores are defined on"),
              optional(PNG, DataTypes.BinaryType, "The image as 8-bit grey PNG, for display")),
          List.of(
              Columns.RECORDING_ID,
              Columns.RECORDING_VERSION,
              Columns.KEY_FRAME,
              Columns.METHOD,
              Columns.TONE),
          Map.of(
              "delta.dataSkippingStatsColumns",
              "recording_id,key_frame,method,committed_in,shard",
              "delta.autoOptimize.optimizeWrite",
              "false"),
          // Nearly all bytes are raw and png, which are compressed; to try again takes time alone.
          Map.of("compression", "uncompressed"));

  private FramesTable() {}
}
