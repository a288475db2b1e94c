package io.spikelake.schemas;

import static io.spikelake.schemas.LakeTable.columns;
import static io.spikelake.schemas.LakeTable.optional;
import static io.spikelake.schemas.LakeTable.required;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;

/**
 * Images chosen for training: per sample the reconstruction with the best score over a set of
 * methods. Of a selection the rows of its newest run count; the older are kept.
 */
public final class HqImagesTable {

  public static final String SELECTION = "selection";
  public static final String CANDIDATES = "candidates";
  public static final String RUNNER_UP = "runner_up";
  public static final String RUNNER_UP_TONE = "runner_up_tone";
  public static final String RUNNER_UP_SCORE = "runner_up_score";
  public static final String MARGIN = "margin";
  public static final String MARGIN_LOW = "margin_low";
  public static final String MARGIN_HIGH = "margin_high";
  public static final String MADE_IN = "made_in";

  public static final LakeTable TABLE =
      new LakeTable(
          "hq_images",
          columns(
              Columns.committedIn(),
              Columns.runId(),
              required(SELECTION, DataTypes.StringType, "Name of the selection"),
              Columns.recordingId(),
              Columns.recordingVersion(),
              Columns.keyFrame(),
              Columns.dataset(),
              required(RecordingsTable.PATH, DataTypes.StringType, "Path of the recording"),
              optional(RecordingsTable.LABEL_NAME, DataTypes.StringType, "Class of the recording"),
              optional(RecordingsTable.SPLIT, DataTypes.StringType, "Split of the recording"),
              Columns.method(),
              Columns.tone(),
              Columns.metric(),
              required(Columns.SCORE, DataTypes.DoubleType, "Score of the chosen reconstruction"),
              optional(
                  Columns.FLAT_FRACTION,
                  DataTypes.DoubleType,
                  "Share of its pixels in constant 7x7 neighbourhoods"),
              required(Columns.BLOCKS, DataTypes.IntegerType, "Blocks that its score rests on"),
              required(
                  CANDIDATES, DataTypes.IntegerType, "Reconstructions of the sample with a score"),
              optional(RUNNER_UP, DataTypes.StringType, "Method of the second best of them"),
              optional(RUNNER_UP_TONE, DataTypes.StringType, "Its tone"),
              optional(RUNNER_UP_SCORE, DataTypes.DoubleType, "Its score"),
              optional(MARGIN, DataTypes.DoubleType, "By how much the chosen one is better"),
              optional(
                  MARGIN_LOW,
                  DataTypes.DoubleType,
                  "Lower end of the 95 % interval of the margin, had the scores other blocks; below 0"
                      + " the second best may as well be the best"),
              optional(MARGIN_HIGH, DataTypes.DoubleType, "Upper end of it"),
              required(MADE_IN, DataTypes.LongType, "Run that made the frame: its committed_in"),
              required(FramesTable.WIDTH, DataTypes.IntegerType, "Columns of the frame"),
              required(FramesTable.HEIGHT, DataTypes.IntegerType, "Rows of the frame"),
              required(
                  FramesTable.PIXEL_DIGEST,
                  DataTypes.StringType,
                  "SHA-256 over size and pixels of the frame"),
              required(FramesTable.RAW, DataTypes.BinaryType, "The frame, as frames has it"),
              optional(FramesTable.PNG, DataTypes.BinaryType, "The frame as 8-bit grey PNG")),
          List.of(
              Columns.COMMITTED_IN,
              SELECTION,
              Columns.RECORDING_ID,
              Columns.RECORDING_VERSION,
              Columns.KEY_FRAME),
          Map.of("delta.dataSkippingStatsColumns", "committed_in,selection,recording_id"),
          Map.of("compression", "uncompressed"));

  private HqImagesTable() {}
}
