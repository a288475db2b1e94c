package io.spikelake.sql;

import io.spikelake.image.GrayImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A struct with the pixels of a grey image as they are: {@code height * width} numbers of single
 * precision, little-endian, row-major, the top row first. The frames of {@code
 * io.spikelake.ml.SpikeReconstructor} have these fields too.
 */
final class FloatImage implements ImageForm {

  private static final String HEIGHT = "height";
  private static final String WIDTH = "width";
  private static final String PIXELS = "pixels";

  static final StructType TYPE =
      new StructType()
          .add(HEIGHT, DataTypes.IntegerType, false)
          .add(WIDTH, DataTypes.IntegerType, false)
          .add(PIXELS, DataTypes.BinaryType, false);

  private final int size;
  private final int height;
  private final int width;
  private final int pixels;

  /**
   * @param fields of a column: those of {@link #TYPE}, perhaps more, in any order
   */
  FloatImage(StructType fields) {
    size = fields.size();
    height = fields.fieldIndex(HEIGHT);
    width = fields.fieldIndex(WIDTH);
    pixels = fields.fieldIndex(PIXELS);
  }

  @Override
  public SourceImage read(InternalRow row, int place) throws UnusableInputException {
    InternalRow image = row.getStruct(place, size);
    ImageForm.requireNoNull(image, height, width, pixels);
    byte[] bytes = image.getBinary(pixels);
    int rows = image.getInt(height);
    int columns = image.getInt(width);
    ImageForm.requireSize(rows, columns, Float.BYTES, bytes.length);
    float[] values = new float[rows * columns];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return new SourceImage.Grey(new GrayImage(columns, rows, values));
  }

  static InternalRow of(GrayImage image) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, image.pixels().length))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(image.pixels());
    return new GenericInternalRow(new Object[] {image.height(), image.width(), bytes.array()});
  }
}
