package io.spikelake.pack;

import io.spikelake.spike.NpyHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Numbers in single precision with a shape, the last axis fastest.
 *
 * @param values not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record Tensor(long[] shape, float[] values) {

  public Tensor {
    long expected = 1;
    for (long axis : shape) {
      expected = Math.multiplyExact(expected, axis);
    }
    if (expected != values.length) {
      throw new IllegalArgumentException(
          "%d values for a tensor of %d".formatted(values.length, expected));
    }
  }

  /**
   * Reads a {@code .npy} array.
   *
   * @param name the file, for messages
   * @throws IOException if it is not an array of little-endian single precision in C order
   */
  public static Tensor ofNpy(byte[] content, String name) throws IOException {
    NpyHeader header = NpyHeader.of(content, name);
    long[] shape = header.shape().stream().mapToLong(Long::longValue).toArray();
    long count = count(header.shape(), name);
    long available = (content.length - header.dataOffset()) / Float.BYTES;
    if (!header.descr().equals("<f4") || header.fortranOrder() || count != available) {
      throw new IOException(
          "%s holds %d values of type %s, shape %s%s; expected <f4 in C order, as many as the shape says"
              .formatted(
                  name,
                  available,
                  header.descr(),
                  header.shape(),
                  header.fortranOrder() ? " in Fortran order" : ""));
    }
    float[] values = new float[(int) count];
    ByteBuffer.wrap(content)
        .order(ByteOrder.LITTLE_ENDIAN)
        .position((int) header.dataOffset())
        .asFloatBuffer()
        .get(values);
    return new Tensor(shape, values);
  }

  private static long count(List<Long> shape, String name) throws IOException {
    try {
      return shape.stream().reduce(1L, Math::multiplyExact);
    } catch (ArithmeticException e) {
      throw new IOException("%s has the shape %s".formatted(name, shape), e);
    }
  }
}
