package io.spikelake.spike;

import io.spikelake.spike.MalformedSpikeStreamException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;

/** A {@code .npy} array: its header, and its elements by position. Closing it closes the bytes. */
final class NpyArray implements AutoCloseable {

  /** File names and class names are short; more would be something else. */
  private static final int MAX_TEXT_CHARACTERS = 1 << 14;

  private final ArrayBytes bytes;
  private final NpyHeader header;

  private NpyArray(ArrayBytes bytes, NpyHeader header) {
    this.bytes = bytes;
    this.header = header;
  }

  /** Reads the header; closes the bytes if that fails. */
  static NpyArray open(ArrayBytes bytes) throws IOException {
    try {
      return new NpyArray(bytes, NpyHeader.read(bytes));
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  /**
   * Checks that this is a C-ordered array of three axes and single bytes, all of it present.
   *
   * @param axes what the axes are, for the message
   */
  void requireByteCube(String axes) throws MalformedSpikeStreamException {
    boolean single = header.size() == 1 && "ubi".indexOf(header.kind()) >= 0;
    if (!single) {
      throw malformed(
          Reason.BAD_VALUES,
          ("elements of type %s are no spikes; uint8 or bool is expected: export it with"
                  + " .astype('uint8')")
              .formatted(Quoted.start(header.descr())));
    }
    if (header.shape().size() != 3) {
      throw malformed(
          Reason.GEOMETRY_MISMATCH,
          "an array of shape %s has not the three axes %s; export it with these"
              .formatted(header.shape(), axes));
    }
    if (header.fortranOrder() && header.shape().stream().filter(n -> n > 1).count() > 1) {
      throw malformed(
          Reason.NOT_THE_FORMAT,
          "the array is in Fortran order; export it with numpy.ascontiguousarray");
    }
    requireBytes(1);
  }

  /** Length of an axis of a cube. */
  long axis(int index) {
    return header.shape().get(index);
  }

  /** Reads elements of a cube, counted in memory order. */
  void readElements(long first, byte[] target, int offset, int count) throws IOException {
    bytes.readFully(header.dataOffset() + first, target, offset, count);
  }

  /** Where elements of a cube are in the file. */
  ByteRange inFile(long first, long count) {
    return bytes.inFile(header.dataOffset() + first, count);
  }

  boolean randomAccess() {
    return bytes.randomAccess();
  }

  /** The trouble with an element of a cube. */
  MalformedSpikeStreamException notASpike(long element, byte value) {
    return new MalformedSpikeStreamException(
        bytes.name(),
        header.dataOffset() + element,
        Reason.BAD_VALUES,
        "element %d is %d; spikes are 0 or 1, so this is no recording of this format"
            .formatted(element, value & 0xFF));
  }

  /** The one integer of this array, of any size and byte order. */
  long integer() throws IOException {
    long size = header.size();
    boolean integer = "iu".indexOf(header.kind()) >= 0;
    if (!integer || (size != 1 && size != 2 && size != 4 && size != 8)) {
      throw malformed(
          Reason.BAD_VALUES,
          "an integer is expected, elements are of type %s"
              .formatted(Quoted.start(header.descr())));
    }
    ByteBuffer buffer = single(size);
    boolean unsigned = header.kind() == 'u';
    return switch ((int) size) {
      case 1 -> unsigned ? buffer.get() & 0xFF : buffer.get();
      case 2 -> unsigned ? buffer.getShort() & 0xFFFF : buffer.getShort();
      case 4 -> unsigned ? Integer.toUnsignedLong(buffer.getInt()) : buffer.getInt();
      default -> buffer.getLong();
    };
  }

  /** The one text of this array, without the zeros that fill it up. */
  String text() throws IOException {
    if (header.kind() != 'U' || header.size() > MAX_TEXT_CHARACTERS) {
      throw malformed(
          Reason.BAD_VALUES,
          "a text of at most %d characters is expected, elements are of type %s"
              .formatted(MAX_TEXT_CHARACTERS, Quoted.start(header.descr())));
    }
    ByteBuffer buffer = single(header.size() * Integer.BYTES);
    String text =
        Charset.forName(header.bigEndian() ? "UTF-32BE" : "UTF-32LE").decode(buffer).toString();
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == 0) {
      end--;
    }
    return text.substring(0, end);
  }

  private ByteBuffer single(long elementBytes) throws IOException {
    if (header.shape().stream().anyMatch(n -> n != 1)) {
      throw malformed(
          Reason.BAD_VALUES,
          "a single value is expected, the shape is %s".formatted(header.shape()));
    }
    requireBytes(elementBytes);
    byte[] element = new byte[(int) elementBytes];
    bytes.readFully(header.dataOffset(), element, 0, element.length);
    return ByteBuffer.wrap(element)
        .order(header.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  private void requireBytes(long elementBytes) throws MalformedSpikeStreamException {
    long there = bytes.length() - header.dataOffset();
    long needed = elementBytes;
    try {
      for (long length : header.shape()) {
        needed = Math.multiplyExact(needed, length);
      }
    } catch (ArithmeticException e) {
      needed = Long.MAX_VALUE;
    }
    if (there < needed) {
      throw new MalformedSpikeStreamException(
          bytes.name(),
          bytes.length(),
          Reason.TRUNCATED,
          ("the shape %s needs %d bytes after the header, %d are there: the array is cut;"
                  + " copy or export it again")
              .formatted(header.shape(), needed, there));
    }
    if (there > needed) {
      throw new MalformedSpikeStreamException(
          bytes.name(),
          header.dataOffset() + needed,
          Reason.GEOMETRY_MISMATCH,
          "%d bytes follow the array of shape %s; export one array per file"
              .formatted(there - needed, header.shape()));
    }
  }

  private MalformedSpikeStreamException malformed(Reason reason, String message) {
    return new MalformedSpikeStreamException(bytes.name(), -1, reason, message);
  }

  @Override
  public void close() {
    bytes.close();
  }
}
