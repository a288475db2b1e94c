package io.spikelake.schemas;

import static io.spikelake.schemas.LakeTable.columns;
import static io.spikelake.schemas.LakeTable.optional;
import static io.spikelake.schemas.LakeTable.required;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;

/** One row per thing that could not be used, with the reason and what to do about it. */
public final class QuarantineTable {

  public static final String PATH = "path";
  public static final String URI = "uri";
  public static final String LENGTH = "length";
  public static final String BYTE_OFFSET = "byte_offset";
  public static final String STAGE = "stage";
  public static final String REASON_CODE = "reason_code";
  public static final String MESSAGE = "message";

  public static final LakeTable TABLE =
      new LakeTable(
          "quarantine",
          columns(
              Columns.recordingId(),
              Columns.dataset(),
              required(PATH, DataTypes.StringType, "Path relative to the input root"),
              required(URI, DataTypes.StringType, "The file"),
              required(LENGTH, DataTypes.LongType, "Its length in bytes when it was refused"),
              optional(BYTE_OFFSET, DataTypes.LongType, "Where in the file the trouble is"),
              required(STAGE, DataTypes.StringType, "The step that refused it"),
              optional(Columns.KEY_FRAME, DataTypes.LongType, "The sample, if it is about one"),
              required(
                  REASON_CODE, DataTypes.StringType, "truncated, geometry_missing, empty, ..."),
              required(MESSAGE, DataTypes.StringType, "What was found, expected, and what to do"),
              Columns.runId(),
              Columns.committedIn()),
          List.of(Columns.RECORDING_ID, LENGTH, STAGE, Columns.KEY_FRAME, REASON_CODE),
          Map.of());

  private QuarantineTable() {}
}
