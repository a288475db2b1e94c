package io.spikelake.image;

import java.io.IOException;

/**
 * Float images of many different pixels, byte by byte: neighbours share their sign and exponent
 * more often than the end of their mantissa, so that bytes of the same place are kept together.
 */
final class BytePlanes {

  private BytePlanes() {}

  /** The most bytes that {@link #encode} may touch for so many pixels. */
  static int bound(int pixels) {
    return HuffmanDeflate.bound(Math.multiplyExact(pixels, Float.BYTES), pixels);
  }

  /**
   * @param result written from {@code at} on; has {@link #bound} bytes from there
   * @return the end of what is written
   */
  static int encode(float[] pixels, EncodingSpace space, byte[] result, int at) {
    int n = pixels.length;
    byte[] planes = space.symbols(Math.multiplyExact(n, Float.BYTES));
    for (int i = 0; i < n; i++) {
      int bits = Float.floatToRawIntBits(pixels[i]);
      planes[i] = (byte) bits;
      planes[n + i] = (byte) (bits >>> 8);
      planes[2 * n + i] = (byte) (bits >>> 16);
      planes[3 * n + i] = (byte) (bits >>> 24);
    }
    return space.deflate().deflate(planes, Float.BYTES * n, n, result, at);
  }

  /**
   * @param frame holds the payload from {@code from} to {@code to}
   * @param n number of pixels
   */
  static float[] decode(byte[] frame, int from, int to, int n, EncodingSpace space)
      throws IOException {
    int length = Math.multiplyExact(n, Float.BYTES);
    byte[] planes = space.symbols(length);
    RawInflate.inflate(frame, from, to, planes, length);
    float[] pixels = new float[n];
    for (int i = 0; i < n; i++) {
      pixels[i] =
          Float.intBitsToFloat(
              (planes[i] & 0xFF)
                  | (planes[n + i] & 0xFF) << 8
                  | (planes[2 * n + i] & 0xFF) << 16
                  | planes[3 * n + i] << 24);
    }
    return pixels;
  }
}
