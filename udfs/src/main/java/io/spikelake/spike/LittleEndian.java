package io.spikelake.spike;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Unsigned little-endian fields of a byte array, as zip archives have them. */
final class LittleEndian {

  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private LittleEndian() {}

  static int u2(byte[] bytes, int offset) {
    return (short) SHORTS.get(bytes, offset) & 0xFFFF;
  }

  static long u4(byte[] bytes, int offset) {
    return (int) INTS.get(bytes, offset) & 0xFFFFFFFFL;
  }

  /** Values of 2^63 and more come out negative. */
  static long u8(byte[] bytes, int offset) {
    return (long) LONGS.get(bytes, offset);
  }
}
