package io.spikelake.sql;

import io.spikelake.image.Pictures;
import io.spikelake.image.RawFrame;
import java.io.IOException;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * How a column holds an image, which its type says: binary is a {@link RawFrame}, or a PNG, JPEG or
 * BMP file, told apart by their first bytes; structs are {@link OpenCvImage} and {@link
 * FloatImage}.
 */
interface ImageForm {

  /**
   * Reads the image of a row.
   *
   * @param place that of the argument, which is not null
   * @throws UnusableInputException if it is no image
   */
  SourceImage read(InternalRow row, int place) throws UnusableInputException;

  /**
   * The form of a column.
   *
   * @param type binary, or a struct for which {@link #isStructOfImage}
   */
  static ImageForm of(DataType type) {
    if (!(type instanceof StructType fields)) {
      return (row, place) -> ofBytes(row.getBinary(place));
    }
    return has(fields, OpenCvImage.TYPE) ? new OpenCvImage(fields) : new FloatImage(fields);
  }

  /** Whether a struct has the fields of one of the forms, with their types. */
  static boolean isStructOfImage(DataType type) {
    return type instanceof StructType fields
        && (has(fields, OpenCvImage.TYPE) || has(fields, FloatImage.TYPE));
  }

  private static boolean has(StructType fields, StructType wanted) {
    return Arrays.stream(wanted.fields())
        .filter(field -> !field.nullable())
        .allMatch(
            field ->
                Arrays.stream(fields.fields())
                    .anyMatch(
                        found ->
                            found.name().equals(field.name())
                                && found.dataType().equals(field.dataType())));
  }

  private static SourceImage ofBytes(byte[] bytes) throws UnusableInputException {
    try {
      return RawFrame.isFrame(bytes)
          ? new SourceImage.Grey(RawFrame.decode(bytes))
          : SourceImage.of(Pictures.decode(bytes, "of the row"));
    } catch (IOException e) {
      throw new UnusableInputException(e.getMessage(), e);
    }
  }

  /**
   * Checks a struct before its pixels are read.
   *
   * @param fields those without which there is no image
   * @throws UnusableInputException if one of them is null
   */
  static void requireNoNull(InternalRow image, int... fields) throws UnusableInputException {
    for (int field : fields) {
      if (image.isNullAt(field)) {
        throw new UnusableInputException("an image of which a field is null");
      }
    }
  }

  /**
   * Checks that a size fits the bytes.
   *
   * @throws UnusableInputException if it does not, or is not positive
   */
  static void requireSize(int height, int width, int bytesPerPixel, int bytes)
      throws UnusableInputException {
    if (height <= 0
        || width <= 0
        || bytes % bytesPerPixel != 0
        || (long) height * width != bytes / bytesPerPixel) {
      throw new UnusableInputException(
          "an image of %dx%d (height x width) in %d bytes; expected %d for each pixel"
              .formatted(height, width, bytes, bytesPerPixel));
    }
  }
}
