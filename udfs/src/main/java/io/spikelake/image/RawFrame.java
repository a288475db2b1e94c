package io.spikelake.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The lossless form in which a frame is stored: every pixel comes back with the same bits, NaN
 * payloads, signed zeros and subnormals included. The same image gives the same bytes on every
 * machine and Java runtime with one version of this program; to compare images use {@link
 * PixelDigest}, which does not depend on that either.
 *
 * <p>Little-endian throughout, {@code n = width * height}:
 *
 * <pre>
 * offset     length   field
 * 0          4        magic, "SLRF"
 * 4          1        version, 1
 * 5          1        codec: 1 palette, 2 byte planes
 * 6          4        width, int32
 * 10         4        height, int32
 * 14         ..       payload
 * end - 4    4        CRC-32 of all bytes before
 *
 * palette payload, for images of at most 256 different pixels, as counts and intervals give:
 * 14         1        colours - 1
 * 15         4 * c    colours as float32, ascending as int32
 * 15 + 4c    ..       n colour numbers, predicted and deflated
 *
 * byte plane payload, for all other images:
 * 14         ..       the lowest byte of all n pixels, then the second, third, fourth; deflated
 * </pre>
 *
 * <p>Deflated data are without zlib header. A colour number is stored as its difference, modulo
 * 256, from the mean of its left and upper neighbour.
 */
public final class RawFrame {

  private static final int MAGIC = 'S' | 'L' << 8 | 'R' << 16 | 'F' << 24;
  private static final byte VERSION = 1;
  private static final byte PALETTE = 1;
  private static final byte BYTE_PLANES = 2;
  private static final int HEADER_BYTES = 14;
  private static final int CHECKSUM_BYTES = 4;

  /** No deflated byte stands for more than 1032 bytes. */
  private static final long LARGEST_EXPANSION = 1032;

  private RawFrame() {}

  public static byte[] encode(GrayImage image) {
    int pixels = image.pixels().length;
    int bound = Math.max(PalettedPixels.bound(pixels), BytePlanes.bound(pixels));
    EncodingSpace space = EncodingSpace.ofThread();
    byte[] frame = space.result(Math.addExact(HEADER_BYTES + CHECKSUM_BYTES, bound));
    byte codec = PALETTE;
    int end = PalettedPixels.encode(image, space, frame, HEADER_BYTES);
    if (end < 0) {
      codec = BYTE_PLANES;
      end = BytePlanes.encode(image.pixels(), space, frame, HEADER_BYTES);
    }
    ByteBuffer out = littleEndian(frame);
    out.putInt(MAGIC).put(VERSION).put(codec).putInt(image.width()).putInt(image.height());
    out.putInt(end, checksum(frame, end));
    return Arrays.copyOf(frame, end + CHECKSUM_BYTES);
  }

  /** Whether bytes begin as a stored frame does; no picture file begins so. */
  public static boolean isFrame(byte[] bytes) {
    return bytes.length >= Integer.BYTES && littleEndian(bytes).getInt() == MAGIC;
  }

  /**
   * @throws IOException if the bytes are not exactly what {@link #encode} made; the message says
   *     what is wrong
   */
  public static GrayImage decode(byte[] frame) throws IOException {
    ByteBuffer in = littleEndian(frame);
    if (frame.length < HEADER_BYTES + CHECKSUM_BYTES || !isFrame(frame)) {
      throw damaged("%d bytes that do not start with SLRF and a header".formatted(frame.length));
    }
    in.position(Integer.BYTES);
    byte version = in.get();
    if (version != VERSION) {
      throw damaged("format version %d; this program reads %d".formatted(version, VERSION));
    }
    int end = frame.length - CHECKSUM_BYTES;
    if (checksum(frame, end) != in.getInt(end)) {
      throw damaged("the checksum does not fit the %d bytes".formatted(frame.length));
    }
    byte codec = in.get();
    int width = in.getInt();
    int height = in.getInt();
    if (width <= 0
        || height <= 0
        || (long) width * height
            > Math.min(LARGEST_EXPANSION * (end - HEADER_BYTES), Integer.MAX_VALUE / 4)) {
      throw damaged("%d bytes cannot hold %dx%d pixels".formatted(frame.length, width, height));
    }
    EncodingSpace space = EncodingSpace.ofThread();
    float[] pixels =
        switch (codec) {
          case PALETTE -> PalettedPixels.decode(frame, HEADER_BYTES, end, width, height, space);
          case BYTE_PLANES -> BytePlanes.decode(frame, HEADER_BYTES, end, width * height, space);
          default -> throw damaged("unknown codec " + codec);
        };
    return new GrayImage(width, height, pixels);
  }

  static IOException damaged(String reason) {
    return new IOException("Not a stored frame: " + reason);
  }

  static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** CRC-32 of the bytes before {@code end}. */
  private static int checksum(byte[] frame, int end) {
    CRC32 crc = new CRC32();
    crc.update(frame, 0, end);
    return (int) crc.getValue();
  }
}
