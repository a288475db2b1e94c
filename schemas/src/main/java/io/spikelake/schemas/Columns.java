package io.spikelake.schemas;

import static io.spikelake.schemas.LakeTable.optional;
import static io.spikelake.schemas.LakeTable.required;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/** Columns that several tables share, with one meaning. */
public final class Columns {

  public static final String RECORDING_ID = "recording_id";
  public static final String RECORDING_VERSION = "recording_version";
  public static final String DATASET = "dataset";
  public static final String KEY_FRAME = "key_frame";
  public static final String METHOD = "method";
  public static final String TONE = "tone";
  public static final String METRIC = "metric";
  public static final String SCORE = "score";
  public static final String STATUS = "status";
  public static final String FLAT_FRACTION = "flat_fraction";
  public static final String BLOCKS = "blocks";
  public static final String DEVICE = "device";
  public static final String SHARD = "shard";
  public static final String RUN_ID = "run_id";
  public static final String COMMITTED_IN = "committed_in";

  private Columns() {}

  static StructField recordingId() {
    return required(
        RECORDING_ID,
        DataTypes.StringType,
        "Identity of the recording: digest of data set and path relative to the input root");
  }

  static StructField recordingVersion() {
    return required(
        RECORDING_VERSION,
        DataTypes.StringType,
        "Identity of its content: length and digest of the bytes");
  }

  static StructField dataset() {
    return required(DATASET, DataTypes.StringType, "Name of the data set");
  }

  static StructField keyFrame() {
    return required(
        KEY_FRAME, DataTypes.LongType, "Plane that the frame is reconstructed at, from 0");
  }

  static StructField method() {
    return required(METHOD, DataTypes.StringType, "Method key: name/variant@version[:key=value]*");
  }

  static StructField tone() {
    return required(
        TONE,
        DataTypes.StringType,
        "How the reconstruction became an image with black 0 and white 1: none, clip, minmax,"
            + " rate=R");
  }

  static StructField metric() {
    return required(METRIC, DataTypes.StringType, "Metric key: name/variant@version[:key=value]*");
  }

  static StructField frameDevice() {
    return optional(
        DEVICE,
        DataTypes.StringType,
        "Where the network ran that made the frame, cpu or gpu:N; null for other methods");
  }

  static StructField runId() {
    return required(RUN_ID, DataTypes.StringType, "The run that wrote the row, as in runs");
  }

  static StructField committedIn() {
    return required(
        COMMITTED_IN,
        DataTypes.LongType,
        "Sequence number of the run that wrote the row; rises with every run of the lake");
  }
}
