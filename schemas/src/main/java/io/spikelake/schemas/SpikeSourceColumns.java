package io.spikelake.schemas;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Columns of {@code spark.read().format("spike")}: one row per window of a recording.
 *
 * <p>The first three have the names and types of Spark's {@code binaryFile} source.
 */
public final class SpikeSourceColumns {

  /** URI of the recording. */
  public static final String PATH = "path";

  /** When the file was last written. */
  public static final String MODIFICATION_TIME = "modificationTime";

  /** Bytes of the file. */
  public static final String LENGTH = "length";

  /**
   * Identity of the recording: depends on data set and path below the input, not on where it is.
   */
  public static final String RECORDING_ID = "recording_id";

  /** Identity of the content: length and digest of samples of the file. Costs reading them. */
  public static final String RECORDING_VERSION = "recording_version";

  /** Name of the data set. */
  public static final String DATASET = "dataset";

  /** Class number in the file; null where it has none. */
  public static final String LABEL = "label";

  /** Class name; null where there is none. */
  public static final String LABEL_NAME = "label_name";

  /** Spikes per plane at white; null where not known. */
  public static final String WHITE_RATE = "white_rate";

  /** Rows of a plane. */
  public static final String HEIGHT = "height";

  /** Columns of a plane. */
  public static final String WIDTH = "width";

  /** Number of the window in its recording, from 0. */
  public static final String WINDOW_INDEX = "window_index";

  /** Plane that the window is about, counted from 0 in the recording. */
  public static final String KEY_FRAME = "key_frame";

  /** First plane of the window, counted from 0 in the recording. */
  public static final String FRAME_START = "frame_start";

  /** Planes of the window; fewer than asked for where the recording starts or ends inside it. */
  public static final String FRAME_COUNT = "frame_count";

  /** First byte of the file that holds part of the window. */
  public static final String BYTE_OFFSET = "byte_offset";

  /** Bytes of the file that hold the window; the whole array where it is compressed. */
  public static final String BYTE_LENGTH = "byte_length";

  /** Where the window is: {@link #EXTERNAL_PATH}, {@link #OFFSET}, {@link #REFERENCE_LENGTH}. */
  public static final String REFERENCE = "reference";

  /** Field of {@link #REFERENCE}: URI of the file. */
  public static final String EXTERNAL_PATH = "external_path";

  /** Field of {@link #REFERENCE}: first byte. */
  public static final String OFFSET = "offset";

  /** Field of {@link #REFERENCE}: number of bytes. */
  public static final String REFERENCE_LENGTH = "length";

  /**
   * The planes of the window, packed and upright: {@code frame_count} planes of {@code ceil(height
   * * width / 8)} bytes. The pixel at row {@code r} from the top and column {@code c} is bit {@code
   * p % 8}, counted from the least significant, of byte {@code p / 8}, with {@code p = r * width +
   * c}; bits past the last pixel are zero. The same whatever the format and row order of the file;
   * the crop of a data set is not applied.
   */
  public static final String SPIKES = "spikes";

  public static final StructType SCHEMA =
      new StructType()
          .add(PATH, DataTypes.StringType, false)
          .add(MODIFICATION_TIME, DataTypes.TimestampType, false)
          .add(LENGTH, DataTypes.LongType, false)
          .add(RECORDING_ID, DataTypes.StringType, false)
          .add(RECORDING_VERSION, DataTypes.StringType, false)
          .add(DATASET, DataTypes.StringType, false)
          .add(LABEL, DataTypes.LongType, true)
          .add(LABEL_NAME, DataTypes.StringType, true)
          .add(WHITE_RATE, DataTypes.DoubleType, true)
          .add(HEIGHT, DataTypes.IntegerType, false)
          .add(WIDTH, DataTypes.IntegerType, false)
          .add(WINDOW_INDEX, DataTypes.LongType, false)
          .add(KEY_FRAME, DataTypes.LongType, false)
          .add(FRAME_START, DataTypes.LongType, false)
          .add(FRAME_COUNT, DataTypes.IntegerType, false)
          .add(BYTE_OFFSET, DataTypes.LongType, false)
          .add(BYTE_LENGTH, DataTypes.LongType, false)
          .add(
              REFERENCE,
              new StructType()
                  .add(EXTERNAL_PATH, DataTypes.StringType, false)
                  .add(OFFSET, DataTypes.LongType, false)
                  .add(REFERENCE_LENGTH, DataTypes.LongType, false),
              false)
          .add(SPIKES, DataTypes.BinaryType, false);

  private SpikeSourceColumns() {}
}
