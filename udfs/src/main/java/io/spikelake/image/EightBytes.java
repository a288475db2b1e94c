package io.spikelake.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Arithmetic on eight unsigned bytes at once, held in a long; bytes do not carry into each other.
 */
final class EightBytes {

  static final int COUNT = Long.BYTES;

  private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;
  private static final long ALL_BUT_LOWEST_BITS = 0xFEFE_FEFE_FEFE_FEFEL;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private EightBytes() {}

  static long load(byte[] bytes, int at) {
    return (long) WORD.get(bytes, at);
  }

  static void store(byte[] bytes, int at, long eight) {
    WORD.set(bytes, at, eight);
  }

  /** {@code (a - b) & 0xFF} of each byte. */
  static long minus(long a, long b) {
    return ((a | HIGHEST_BITS) - (b & ~HIGHEST_BITS)) ^ ((a ^ ~b) & HIGHEST_BITS);
  }

  /** {@code (a + b) >>> 1} of each byte. */
  static long mean(long a, long b) {
    return (a & b) + (((a ^ b) & ALL_BUT_LOWEST_BITS) >>> 1);
  }
}
