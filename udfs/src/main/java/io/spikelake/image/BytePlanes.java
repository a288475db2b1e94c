package io.spikelake.image;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Float images of many different pixels, byte by byte: neighbours share their sign and exponent
 * more often than the end of their mantissa, so that bytes of the same place are kept together.
 */
final class BytePlanes {

  private static final VarHandle FOUR =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** The bytes of even significance of an int, and its lower half. */
  private static final int EVEN = 0x00FF00FF;

  private static final int LOW = 0xFFFF;

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
    split(pixels, planes);
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
    return join(planes, n);
  }

  /** Four pixels at a time are a square of bytes that is turned at its diagonal, in two steps. */
  private static void split(float[] pixels, byte[] planes) {
    int n = pixels.length;
    int i = 0;
    for (; i <= n - 4; i += 4) {
      int a = Float.floatToRawIntBits(pixels[i]);
      int b = Float.floatToRawIntBits(pixels[i + 1]);
      int c = Float.floatToRawIntBits(pixels[i + 2]);
      int d = Float.floatToRawIntBits(pixels[i + 3]);
      int evenAb = a & EVEN | (b & EVEN) << 8;
      int evenCd = c & EVEN | (d & EVEN) << 8;
      int oddAb = a >>> 8 & EVEN | b & ~EVEN;
      int oddCd = c >>> 8 & EVEN | d & ~EVEN;
      FOUR.set(planes, i, evenAb & LOW | evenCd << 16);
      FOUR.set(planes, n + i, oddAb & LOW | oddCd << 16);
      FOUR.set(planes, 2 * n + i, evenAb >>> 16 | evenCd & ~LOW);
      FOUR.set(planes, 3 * n + i, oddAb >>> 16 | oddCd & ~LOW);
    }
    for (; i < n; i++) {
      int bits = Float.floatToRawIntBits(pixels[i]);
      for (int plane = 0; plane < Float.BYTES; plane++) {
        planes[plane * n + i] = (byte) (bits >>> Byte.SIZE * plane);
      }
    }
  }

  /** The inverse of {@link #split}: a square turned twice is as it was. */
  private static float[] join(byte[] planes, int n) {
    float[] pixels = new float[n];
    int i = 0;
    for (; i <= n - 4; i += 4) {
      int a = (int) FOUR.get(planes, i);
      int b = (int) FOUR.get(planes, n + i);
      int c = (int) FOUR.get(planes, 2 * n + i);
      int d = (int) FOUR.get(planes, 3 * n + i);
      int evenAb = a & EVEN | (b & EVEN) << 8;
      int evenCd = c & EVEN | (d & EVEN) << 8;
      int oddAb = a >>> 8 & EVEN | b & ~EVEN;
      int oddCd = c >>> 8 & EVEN | d & ~EVEN;
      pixels[i] = Float.intBitsToFloat(evenAb & LOW | evenCd << 16);
      pixels[i + 1] = Float.intBitsToFloat(oddAb & LOW | oddCd << 16);
      pixels[i + 2] = Float.intBitsToFloat(evenAb >>> 16 | evenCd & ~LOW);
      pixels[i + 3] = Float.intBitsToFloat(oddAb >>> 16 | oddCd & ~LOW);
    }
    for (; i < n; i++) {
      int bits = 0;
      for (int plane = 0; plane < Float.BYTES; plane++) {
        bits |= (planes[plane * n + i] & 0xFF) << Byte.SIZE * plane;
      }
      pixels[i] = Float.intBitsToFloat(bits);
    }
    return pixels;
  }
}
