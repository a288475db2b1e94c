package io.spikelake.ml;

import io.spikelake.image.GrayImage;
import io.spikelake.image.Pictures;
import io.spikelake.image.Tone;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.spark.ml.image.ImageSchema;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What {@link SpikeReconstructor} puts into its output column: a frame, and how it was made. */
public final class FrameColumn {

  /** Complete id of the method, release and pack of the network included. */
  public static final String METHOD = "method";

  /** Where the network ran: {@code cpu} or {@code gpu:N}. */
  public static final String DEVICE = "device";

  /** Rows of the frame. */
  public static final String HEIGHT = "height";

  /** Columns of the frame. */
  public static final String WIDTH = "width";

  /**
   * The frame as the network made it: {@code height * width} numbers of single precision,
   * little-endian, row-major, upright, black at 0 and white at 1 unless the network has a scale of
   * its own. In Python {@code numpy.frombuffer(pixels, '<f4').reshape(height, width)}.
   */
  public static final String PIXELS = "pixels";

  /** The tone of {@link #IMAGE}. */
  public static final String TONE = "tone";

  /** The toned frame as 8-bit grey image, a struct as Spark's own image source gives it. */
  public static final String IMAGE = "image";

  public static final StructType TYPE =
      new StructType()
          .add(METHOD, DataTypes.StringType, false)
          .add(DEVICE, DataTypes.StringType, false)
          .add(HEIGHT, DataTypes.IntegerType, false)
          .add(WIDTH, DataTypes.IntegerType, false)
          .add(PIXELS, DataTypes.BinaryType, false)
          .add(TONE, DataTypes.StringType, false)
          .add(IMAGE, ImageSchema.columnSchema(), false);

  private static final int ONE_CHANNEL = 1;

  /** OpenCV's number of images of one unsigned byte per pixel, CV_8UC1. */
  private static final int GREY_BYTES = 0;

  private FrameColumn() {}

  /**
   * @param origin the file that the window is from, or null
   */
  static Row of(String method, String device, GrayImage frame, Tone tone, String origin) {
    int height = frame.height();
    int width = frame.width();
    ByteBuffer pixels =
        ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, frame.pixels().length))
            .order(ByteOrder.LITTLE_ENDIAN);
    pixels.asFloatBuffer().put(frame.pixels());
    byte[] levels = Pictures.toLevels(tone.apply(frame));
    return RowFactory.create(
        method,
        device,
        height,
        width,
        pixels.array(),
        tone.toString(),
        RowFactory.create(origin, height, width, ONE_CHANNEL, GREY_BYTES, levels));
  }
}
