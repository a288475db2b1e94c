package io.spikelake.testing.mutation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Arrays as files, put together without asking whether they make sense. */
final class NpyBytes {

  private NpyBytes() {}

  /** The text of a header as numpy writes it. */
  static String header(String descr, String shape) {
    return "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }\n".formatted(descr, shape);
  }

  /** A version 1 array. */
  static byte[] array(String header, byte[] elements) {
    byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(10 + text.length + elements.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(prefix(1))
        .putShort((short) text.length)
        .put(text)
        .put(elements)
        .array();
  }

  /**
   * A version 2 or 3 array.
   *
   * @param statedLength what the file says of the length of the header
   */
  static byte[] array(int version, int statedLength, String header, byte[] elements) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(12 + text.length + elements.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(prefix(version))
        .putInt(statedLength)
        .put(text)
        .put(elements)
        .array();
  }

  private static byte[] prefix(int version) {
    return new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0};
  }

  static byte[] integer(long value) {
    byte[] element =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    return array(header("<i8", ""), element);
  }
}
