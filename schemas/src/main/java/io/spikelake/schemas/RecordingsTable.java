package io.spikelake.schemas;

import static io.spikelake.schemas.LakeTable.columns;
import static io.spikelake.schemas.LakeTable.optional;
import static io.spikelake.schemas.LakeTable.required;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** One row per version of a recording: where it is and what one must know to read it. */
public final class RecordingsTable {

  public static final String PATH = "path";
  public static final String URI = "uri";
  public static final String LENGTH = "length";
  public static final String MODIFIED_AT = "modified_at";
  public static final String ETAG = "etag";
  public static final String FORMAT = "format";
  public static final String HEIGHT = "height";
  public static final String WIDTH = "width";
  public static final String PLANES = "planes";
  public static final String FLIP = "flip";
  public static final String HEAD_COLUMNS = "head_columns";
  public static final String BIT_POLICY = "bit_policy";
  public static final String CROP = "crop";
  public static final String WHITE_RATE = "white_rate";
  public static final String READOUT_HZ = "readout_hz";
  public static final String LABEL = "label";
  public static final String LABEL_NAME = "label_name";
  public static final String SPLIT = "split";
  public static final String KEY_FRAMES = "key_frames";
  public static final String GROUND_TRUTH = "ground_truth";
  public static final String CURRENT_IN = "current_in";
  public static final String ABSENT_IN = "absent_in";

  /** A rectangle of the upright picture. */
  public static final StructType CROP_TYPE =
      columns(
          required("x", DataTypes.IntegerType, "First column"),
          required("y", DataTypes.IntegerType, "First row"),
          required("width", DataTypes.IntegerType, "Columns"),
          required("height", DataTypes.IntegerType, "Rows"));

  /** A ground-truth picture and the key frame it belongs to. */
  public static final StructType GROUND_TRUTH_TYPE =
      columns(
          required(Columns.KEY_FRAME, DataTypes.LongType, "The key frame it shows"),
          required(URI, DataTypes.StringType, "The picture"));

  public static final LakeTable TABLE =
      new LakeTable(
          "recordings",
          columns(
              Columns.recordingId(),
              Columns.recordingVersion(),
              Columns.dataset(),
              required(PATH, DataTypes.StringType, "Path relative to the input root"),
              required(URI, DataTypes.StringType, "Where it was when last seen; not identity"),
              required(LENGTH, DataTypes.LongType, "Length of the file in bytes"),
              required(
                  MODIFIED_AT, DataTypes.TimestampType, "When the storage says it was written"),
              optional(
                  ETAG, DataTypes.StringType, "What the storage calls this content, if it does"),
              required(
                  FORMAT, DataTypes.StringType, "Container: dat, uhsr, time-packed, arr0, npy"),
              required(HEIGHT, DataTypes.IntegerType, "Rows of a plane, before any crop"),
              required(WIDTH, DataTypes.IntegerType, "Columns of a plane, before any crop"),
              required(PLANES, DataTypes.LongType, "Number of spike planes"),
              required(FLIP, DataTypes.BooleanType, "Whether a .dat stores the bottom row first"),
              required(
                  HEAD_COLUMNS, DataTypes.IntegerType, "Sensor columns per row that are dropped"),
              required(
                  BIT_POLICY,
                  DataTypes.StringType,
                  "How planes that do not fill whole bytes follow each other"),
              optional(CROP, CROP_TYPE, "Part of the picture that is used; null = all"),
              optional(WHITE_RATE, DataTypes.DoubleType, "Spikes per plane at white, if known"),
              optional(READOUT_HZ, DataTypes.DoubleType, "Planes per second, if known"),
              optional(LABEL, DataTypes.LongType, "Class number, if known"),
              optional(LABEL_NAME, DataTypes.StringType, "Class or sample name, if known"),
              optional(SPLIT, DataTypes.StringType, "train, test, ..., if known"),
              required(
                  KEY_FRAMES,
                  new ArrayType(DataTypes.LongType, false),
                  "Key frames by the rule of the data set"),
              required(
                  GROUND_TRUTH,
                  new ArrayType(GROUND_TRUTH_TYPE, false),
                  "Ground-truth pictures, by key frame"),
              Columns.committedIn(),
              optional(
                  CURRENT_IN,
                  DataTypes.LongType,
                  "Run that found it again in the place of another version; null where it did not go"),
              optional(
                  ABSENT_IN,
                  DataTypes.LongType,
                  "Run that did not find the recording any more; null while it is there")),
          List.of(Columns.RECORDING_ID, Columns.RECORDING_VERSION),
          Map.of());

  private RecordingsTable() {}
}
