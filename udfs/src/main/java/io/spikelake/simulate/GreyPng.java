package io.spikelake.simulate;

import io.spikelake.image.GrayImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/**
 * PNG files, 8-bit grey, whose bytes depend on nothing but the pixels.
 *
 * <p>The pixels are stored, not compressed: what a compressor makes of them differs between builds
 * of zlib, and then the same seed would not give the same bytes everywhere.
 */
final class GreyPng {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /** Most bytes that a stored block of a deflate stream can hold. */
  private static final int BLOCK = 0xFFFF;

  private GreyPng() {}

  /** A picture with 0 as black and 1 as white; a pixel becomes {@code round(255 * value)}. */
  static byte[] encode(GrayImage image) throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(header);
    fields.writeInt(image.width());
    fields.writeInt(image.height());
    // Bit depth 8, colour type grey, deflate, adaptive filters, not interlaced.
    fields.write(new byte[] {8, 0, 0, 0, 0});

    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.write(SIGNATURE);
    chunk(png, "IHDR", header.toByteArray());
    chunk(png, "IDAT", stored(scanlines(image)));
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  /** Rows from the top, each after a zero byte that says it is not filtered. */
  private static byte[] scanlines(GrayImage image) {
    int stride = image.width() + 1;
    byte[] lines = new byte[stride * image.height()];
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        float value = image.pixels()[y * image.width() + x];
        lines[y * stride + 1 + x] = (byte) Math.round(255 * Math.min(1, Math.max(0, value)));
      }
    }
    return lines;
  }

  /** A zlib stream of stored blocks: RFC 1950, RFC 1951 section 3.2.4. */
  private static byte[] stored(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream zlib = new DataOutputStream(bytes);
    zlib.writeShort(0x7801);
    for (int from = 0; from < content.length; from += BLOCK) {
      int length = Math.min(BLOCK, content.length - from);
      zlib.writeByte(from + length == content.length ? 1 : 0);
      zlib.writeShort(Short.reverseBytes((short) length));
      zlib.writeShort(Short.reverseBytes((short) ~length));
      zlib.write(content, from, length);
    }
    Adler32 checksum = new Adler32();
    checksum.update(content);
    zlib.writeInt((int) checksum.getValue());
    return bytes.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream png, String type, byte[] content)
      throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(content);
    DataOutputStream out = new DataOutputStream(png);
    out.writeInt(content.length);
    out.write(name);
    out.write(content);
    out.writeInt((int) checksum.getValue());
  }
}
