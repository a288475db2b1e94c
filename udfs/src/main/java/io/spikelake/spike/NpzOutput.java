package io.spikelake.spike;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes an {@code .npz}, one array after another. */
final class NpzOutput extends OutputStream {

  /**
   * The same for all members, so that the same arrays give the same bytes. Not the first instant of
   * the zip calendar, which Java would supplement with an extra field in local time.
   */
  private static final LocalDateTime MEMBER_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int ALIGNMENT = 64;
  private static final int PREFIX_BYTES = 10;

  private final ZipOutputStream zip;

  /** Deflate is slow to start on the few bytes that a pixel or a group of pixels has. */
  private final BufferedOutputStream buffer;

  NpzOutput(OutputStream out) {
    this.zip = new ZipOutputStream(out);
    this.buffer = new BufferedOutputStream(zip, BUFFER_BYTES);
  }

  /** Starts an array; its elements are to be written next, in C order. */
  void array(String name, String descr, long... shape) throws IOException {
    buffer.flush();
    ZipEntry entry = new ZipEntry(name + ".npy");
    entry.setTimeLocal(MEMBER_TIME);
    zip.putNextEntry(entry);
    buffer.write(header(descr, shape));
  }

  void integer(String name, long value) throws IOException {
    array(name, "<i8");
    buffer.write(
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
  }

  /** As numpy has it, an empty text takes one character, which is zero. */
  void text(String name, String value) throws IOException {
    byte[] characters = (value.isEmpty() ? "\0" : value).getBytes(Charset.forName("UTF-32LE"));
    array(name, "<U" + characters.length / Integer.BYTES);
    buffer.write(characters);
  }

  /**
   * A version 1 header, see {@link NpyHeader}; as numpy writes it, filled up with spaces to a
   * multiple of 64 bytes.
   */
  static byte[] header(String descr, long... shape) {
    String axes = Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", "));
    String text = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(descr, axes);
    int length = (PREFIX_BYTES + text.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT;
    ByteBuffer header = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    header.put((byte) 1).put((byte) 0).putShort((short) (length - PREFIX_BYTES));
    header.put(text.getBytes(StandardCharsets.US_ASCII));
    while (header.remaining() > 1) {
      header.put((byte) ' ');
    }
    return header.put((byte) '\n').array();
  }

  @Override
  public void write(int value) throws IOException {
    buffer.write(value);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    buffer.write(bytes, offset, length);
  }

  /** Writes the directory and closes the output. */
  @Override
  public void close() throws IOException {
    buffer.close();
  }
}
