package io.spikelake.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writer of 8-bit grey PNG without any metadata, so that equal levels give equal bytes with one
 * Java runtime. Does not touch AWT.
 *
 * <pre>
 * 8 bytes signature
 * chunk IHDR: width (4), height (4), bit depth 8, colour type 0, compression 0, filter 0, interlace 0
 * chunk IDAT: zlib stream of rows, each a filter type and the filtered levels
 * chunk IEND: empty
 * chunk: length of the content (4), type (4), content, CRC-32 of type and content (4)
 * </pre>
 */
final class PngEncoder {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final byte EIGHT_BITS = 8;

  /**
   * Each level minus the one above it; as small on photographs as a choice per row, and simpler.
   */
  private static final byte FILTER_UP = 2;

  /** Time per image matters more than the last percent of size. */
  private static final int COMPRESSION_LEVEL = 4;

  private PngEncoder() {}

  /**
   * @param levels row-major, unsigned
   */
  static byte[] encode(byte[] levels, int width, int height) {
    ByteArrayOutputStream png = new ByteArrayOutputStream(levels.length / 2 + 128);
    png.writeBytes(SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put(EIGHT_BITS);
    writeChunk(png, "IHDR", header.array());
    writeChunk(png, "IDAT", compress(filter(levels, width, height)));
    writeChunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static byte[] filter(byte[] levels, int width, int height) {
    byte[] filtered = new byte[(width + 1) * height];
    int to = 0;
    for (int y = 0; y < height; y++) {
      filtered[to++] = FILTER_UP;
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        filtered[to++] = (byte) (y == 0 ? levels[i] : levels[i] - levels[i - width]);
      }
    }
    return filtered;
  }

  private static byte[] compress(byte[] content) {
    Deflater deflater = new Deflater(COMPRESSION_LEVEL);
    try {
      deflater.setInput(content);
      deflater.finish();
      ByteArrayOutputStream compressed = new ByteArrayOutputStream(content.length / 2 + 64);
      byte[] buffer = new byte[1 << 14];
      while (!deflater.finished()) {
        compressed.write(buffer, 0, deflater.deflate(buffer));
      }
      return compressed.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static void writeChunk(ByteArrayOutputStream png, String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(content);
    png.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
    png.writeBytes(name);
    png.writeBytes(content);
    png.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
  }
}
