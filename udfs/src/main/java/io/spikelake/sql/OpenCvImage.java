package io.spikelake.sql;

import io.spikelake.image.GrayImage;
import io.spikelake.image.Picture;
import io.spikelake.image.Pictures;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The struct of Spark's image source ({@code ImageSchema}): levels of 8 bits, row-major, one
 * channel, or blue, green and red, or these and alpha, which is left out.
 */
final class OpenCvImage implements ImageForm {

  private static final String ORIGIN = "origin";
  private static final String HEIGHT = "height";
  private static final String WIDTH = "width";
  private static final String CHANNELS = "nChannels";
  private static final String MODE = "mode";
  private static final String DATA = "data";

  /** By hand: Spark's own declaration is in its mllib, which not every installation has. */
  static final StructType TYPE =
      new StructType()
          .add(ORIGIN, DataTypes.StringType, true)
          .add(HEIGHT, DataTypes.IntegerType, false)
          .add(WIDTH, DataTypes.IntegerType, false)
          .add(CHANNELS, DataTypes.IntegerType, false)
          .add(MODE, DataTypes.IntegerType, false)
          .add(DATA, DataTypes.BinaryType, false);

  private static final int WHITE = 255;
  private static final int GREY = 1;
  private static final int BGR = 3;

  /** OpenCV's numbers of its types CV_8UC1, CV_8UC3 and CV_8UC4, by channels. */
  private static final int[] MODES = {-1, 0, -1, 16, 24};

  private final int size;
  private final int height;
  private final int width;
  private final int channels;
  private final int mode;
  private final int data;

  /**
   * @param fields of a column: those of {@link #TYPE}, perhaps more, in any order
   */
  OpenCvImage(StructType fields) {
    size = fields.size();
    height = fields.fieldIndex(HEIGHT);
    width = fields.fieldIndex(WIDTH);
    channels = fields.fieldIndex(CHANNELS);
    mode = fields.fieldIndex(MODE);
    data = fields.fieldIndex(DATA);
  }

  @Override
  public SourceImage read(InternalRow row, int place) throws UnusableInputException {
    InternalRow image = row.getStruct(place, size);
    ImageForm.requireNoNull(image, height, width, channels, mode, data);
    int bands = image.getInt(channels);
    if (bands < GREY || bands >= MODES.length || MODES[bands] != image.getInt(mode)) {
      throw new UnusableInputException(
          "an image of %d channels and mode %d; expected 1, 3 or 4 channels of 8 bits, which have"
                  .formatted(bands, image.getInt(mode))
              + " the modes 0, 16 and 24");
    }
    byte[] bytes = image.getBinary(data);
    int rows = image.getInt(height);
    int columns = image.getInt(width);
    ImageForm.requireSize(rows, columns, bands, bytes.length);
    boolean colour = bands >= BGR;
    int[] levels = colour ? redGreenBlue(bytes, bands) : grey(bytes);
    return SourceImage.of(new Picture(columns, rows, WHITE, levels, colour));
  }

  private static int[] grey(byte[] bytes) {
    int[] levels = new int[bytes.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = bytes[i] & 0xFF;
    }
    return levels;
  }

  private static int[] redGreenBlue(byte[] bytes, int bands) {
    int pixels = bytes.length / bands;
    int[] levels = new int[BGR * pixels];
    for (int pixel = 0; pixel < pixels; pixel++) {
      levels[BGR * pixel] = bytes[bands * pixel + 2] & 0xFF;
      levels[BGR * pixel + 1] = bytes[bands * pixel + 1] & 0xFF;
      levels[BGR * pixel + 2] = bytes[bands * pixel] & 0xFF;
    }
    return levels;
  }

  /**
   * An image as 8-bit grey, rounded as {@link Pictures#toLevels} does.
   *
   * @param origin where it is from, or null
   */
  static InternalRow of(GrayImage image, UTF8String origin) {
    return new GenericInternalRow(
        new Object[] {
          origin, image.height(), image.width(), GREY, MODES[GREY], Pictures.toLevels(image)
        });
  }
}
