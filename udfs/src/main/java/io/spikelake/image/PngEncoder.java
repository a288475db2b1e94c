package io.spikelake.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/**
 * Writer of 8-bit grey PNG without any metadata. Equal levels give equal bytes on every machine and
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
  private static final int HEADER_BYTES = 13;
  private static final int CHUNK_BYTES = 12;
  private static final byte EIGHT_BITS = 8;

  /** Deflate with a window of 32 KiB, the fastest level, and check bits. */
  private static final short ZLIB_HEADER = 0x7801;

  private static final int ZLIB_BYTES = 6;

  /**
   * Each level minus the one to its left: on reconstructions and photographs a few percent smaller
   * than minus the one above; a choice per row would take longer than it gains.
   */
  private static final byte FILTER_SUB = 1;

  private PngEncoder() {}

  /**
   * @param levels row-major, unsigned, followed by {@link EightBytes#COUNT} bytes that do not
   *     matter; not modified
   */
  static byte[] encode(byte[] levels, int width, int height, EncodingSpace space) {
    int length = Math.multiplyExact(width + 1, height);
    byte[] filtered = space.residuals(Math.addExact(length, EightBytes.COUNT));
    filter(levels, width, height, filtered);
    byte[] png =
        space.result(
            Math.addExact(
                SIGNATURE.length + HEADER_BYTES + 3 * CHUNK_BYTES + ZLIB_BYTES,
                HuffmanDeflate.bound(length, length)));
    ByteBuffer out = ByteBuffer.wrap(png).put(SIGNATURE);
    int header = beginChunk(out, "IHDR");
    out.putInt(width).putInt(height).put(EIGHT_BITS).putInt(0);
    endChunk(out, header);
    int data = beginChunk(out, "IDAT");
    out.putShort(ZLIB_HEADER);
    out.position(space.deflate().deflate(filtered, length, length, png, out.position()));
    out.putInt(adler32(filtered, length));
    endChunk(out, data);
    endChunk(out, beginChunk(out, "IEND"));
    return Arrays.copyOf(png, out.position());
  }

  /** Each row is written up to seven bytes too far, which the next one puts right. */
  private static void filter(byte[] levels, int width, int height, byte[] filtered) {
    for (int y = 0; y < height; y++) {
      int row = y * width;
      int to = y * (width + 1);
      filtered[to++] = FILTER_SUB;
      filtered[to] = levels[row];
      for (int x = 1; x < width; x += EightBytes.COUNT) {
        long left = EightBytes.load(levels, row + x - 1);
        long level = EightBytes.load(levels, row + x);
        EightBytes.store(filtered, to + x, EightBytes.minus(level, left));
      }
    }
  }

  /** Where the chunk's content begins. */
  private static int beginChunk(ByteBuffer out, String type) {
    out.putInt(0).put(type.getBytes(StandardCharsets.US_ASCII));
    return out.position();
  }

  private static void endChunk(ByteBuffer out, int begin) {
    int length = out.position() - begin;
    out.putInt(begin - 8, length);
    CRC32 crc = new CRC32();
    crc.update(out.array(), begin - 4, length + 4);
    out.putInt((int) crc.getValue());
  }

  private static int adler32(byte[] bytes, int length) {
    Adler32 adler = new Adler32();
    adler.update(bytes, 0, length);
    return (int) adler.getValue();
  }
}
