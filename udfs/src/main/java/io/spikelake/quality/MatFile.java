package io.spikelake.quality;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.InflaterInputStream;

/**
 * Reader of the real numeric matrices in a MATLAB level 5 file (what {@code save -v6} and {@code
 * -v7} write, and scipy). Other variables are passed over.
 *
 * <pre>
 * offset  length  field
 *      0     116  text, starts with "MATLAB 5.0 MAT-file"
 *    116       8  subsystem offset, unused
 *    124       2  version 0x0100
 *    126       2  'M' 'I' as one short: "IM" in a little-endian file, "MI" in a big-endian one
 *    128          elements
 *
 * element: type (4), byte count n (4), n bytes, padding to a multiple of 8 (none after type 15)
 * short element, when the upper half of the first word is not 0: count (2), type (2), up to 4 bytes
 * type 15: a zlib stream that holds one element
 * type 14: a matrix: elements with flags (class in the lowest byte), dimensions, name, real part
 * </pre>
 */
final class MatFile {

  private static final String MAGIC = "MATLAB 5.0 MAT-file";
  private static final int HEADER_BYTES = 128;

  /** Far above any model; stops a small file that inflates without end. */
  private static final int MAX_INFLATED_BYTES = 1 << 24;

  private static final int MATRIX = 14;
  private static final int COMPRESSED = 15;
  private static final int FIRST_NUMERIC_CLASS = 6;
  private static final int LAST_NUMERIC_CLASS = 15;

  private MatFile() {}

  /**
   * @param columnMajor the values, column by column
   */
  record Matrix(int rows, int columns, double[] columnMajor) {

    double[] rowMajor() {
      double[] values = new double[columnMajor.length];
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          values[row * columns + column] = columnMajor[column * rows + row];
        }
      }
      return values;
    }
  }

  private record Element(int type, ByteBuffer body) {}

  static boolean recognises(byte[] content) {
    return new String(content, 0, Math.min(6, content.length), StandardCharsets.US_ASCII)
        .equals("MATLAB");
  }

  /**
   * The two-dimensional real numeric variables by name.
   *
   * @throws IllegalArgumentException if the file is of another version or damaged
   */
  static Map<String, Matrix> read(byte[] content) {
    String text =
        new String(content, 0, Math.min(MAGIC.length(), content.length), StandardCharsets.US_ASCII);
    if (!text.equals(MAGIC) || content.length < HEADER_BYTES) {
      throw new IllegalArgumentException(
          "the header says '%s'; only MATLAB level 5 files are read (save with -v7)"
              .formatted(text));
    }
    ByteOrder order = content[126] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    ByteBuffer elements =
        ByteBuffer.wrap(content, HEADER_BYTES, content.length - HEADER_BYTES).slice().order(order);
    Map<String, Matrix> matrices = new TreeMap<>();
    try {
      while (elements.hasRemaining()) {
        Element element = next(elements);
        if (element.type == COMPRESSED) {
          element = next(inflate(element.body));
        }
        if (element.type == MATRIX && element.body.hasRemaining()) {
          readMatrix(element.body, matrices);
        }
      }
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("the MATLAB file is cut short or damaged", e);
    }
    return matrices;
  }

  private static Element next(ByteBuffer in) {
    int word = in.getInt();
    int type;
    int count;
    int taken;
    if (word >>> 16 != 0) {
      type = word & 0xFFFF;
      count = word >>> 16;
      taken = 4;
    } else {
      type = word;
      count = in.getInt();
      taken = type == COMPRESSED ? count : (int) Math.min(in.remaining(), (count + 7L) & ~7L);
    }
    if (count < 0 || count > taken || taken > in.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer body = in.slice(in.position(), count).order(in.order());
    in.position(in.position() + taken);
    return new Element(type, body);
  }

  private static ByteBuffer inflate(ByteBuffer compressed) {
    byte[] bytes = new byte[compressed.remaining()];
    compressed.get(bytes);
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      return ByteBuffer.wrap(in.readNBytes(MAX_INFLATED_BYTES)).order(compressed.order());
    } catch (IOException e) {
      throw new IllegalArgumentException("a compressed variable is damaged", e);
    }
  }

  private static void readMatrix(ByteBuffer body, Map<String, Matrix> matrices) {
    int matrixClass = next(body).body.getInt() & 0xFF;
    ByteBuffer dimensions = next(body).body;
    ByteBuffer nameBytes = next(body).body;
    boolean numeric = matrixClass >= FIRST_NUMERIC_CLASS && matrixClass <= LAST_NUMERIC_CLASS;
    if (!numeric || dimensions.remaining() != 2 * Integer.BYTES) {
      return;
    }
    int rows = dimensions.getInt();
    int columns = dimensions.getInt();
    double[] values = numbers(next(body));
    if (values.length != (long) rows * columns) {
      throw new BufferUnderflowException();
    }
    String name = StandardCharsets.US_ASCII.decode(nameBytes).toString();
    matrices.put(name, new Matrix(rows, columns, values));
  }

  /** Values may be stored in any type that holds them: MATLAB narrows doubles that are integers. */
  private static double[] numbers(Element element) {
    ByteBuffer in = element.body;
    int bytes =
        switch (element.type) {
          case 1, 2 -> 1;
          case 3, 4 -> 2;
          case 5, 6, 7 -> 4;
          case 9, 12, 13 -> 8;
          default ->
              throw new IllegalArgumentException("numbers of unknown storage type " + element.type);
        };
    double[] values = new double[in.remaining() / bytes];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (element.type) {
            case 1 -> in.get();
            case 2 -> Byte.toUnsignedInt(in.get());
            case 3 -> in.getShort();
            case 4 -> Short.toUnsignedInt(in.getShort());
            case 5 -> in.getInt();
            case 6 -> Integer.toUnsignedLong(in.getInt());
            case 7 -> in.getFloat();
            case 12, 13 -> in.getLong();
            default -> in.getDouble();
          };
    }
    return values;
  }
}
