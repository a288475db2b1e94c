package io.spikelake.image;

import java.io.IOException;

/**
 * Float images of many different pixels, byte by byte: neighbours share their sign and exponent
 * more often than the end of their mantissa, so that bytes of the same place are kept together.
 */
final class BytePlanes {

  private BytePlanes() {}

  static byte[] encode(int[] bits) {
    int n = bits.length;
    byte[] planes = new byte[Math.multiplyExact(n, Integer.BYTES)];
    for (int i = 0; i < n; i++) {
      planes[i] = (byte) bits[i];
      planes[n + i] = (byte) (bits[i] >>> 8);
      planes[2 * n + i] = (byte) (bits[i] >>> 16);
      planes[3 * n + i] = (byte) (bits[i] >>> 24);
    }
    return RawDeflate.deflate(planes, RawDeflate.Content.REPETITIVE);
  }

  static int[] decode(byte[] payload, int n) throws IOException {
    byte[] planes = RawDeflate.inflate(payload, 0, Math.multiplyExact(n, Integer.BYTES));
    int[] bits = new int[n];
    for (int i = 0; i < n; i++) {
      bits[i] =
          (planes[i] & 0xFF)
              | (planes[n + i] & 0xFF) << 8
              | (planes[2 * n + i] & 0xFF) << 16
              | planes[3 * n + i] << 24;
    }
    return bits;
  }
}
