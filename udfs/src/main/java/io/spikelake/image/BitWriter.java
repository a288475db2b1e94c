package io.spikelake.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bits into bytes, the lowest bit of a byte first, as deflate wants them. For one thread at a time.
 */
final class BitWriter {

  /** Whole words are written, of which the last may reach so far behind the end. */
  static final int SLACK_BYTES = Long.BYTES;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] out;
  private int at;

  /** The bits that do not fill a byte yet. */
  private long pending;

  /** Number of pending bits: 0 to 7 between calls. */
  private int held;

  /** Goes on at a byte of an array that has room for everything and {@link #SLACK_BYTES} more. */
  void start(byte[] array, int offset) {
    out = array;
    at = offset;
    pending = 0;
    held = 0;
  }

  /**
   * @param bits no bit set beyond {@code count}
   * @param count at most 56
   */
  void write(long bits, int count) {
    pending |= bits << held;
    held += count;
    WORD.set(out, at, pending);
    at += held >>> 3;
    pending >>>= held & ~7;
    held &= 7;
  }

  /**
   * Writes the code of each byte.
   *
   * @param codes per unsigned byte {@code code << 6 | length}, the length at most 14
   */
  void write(byte[] content, int from, int to, int[] codes) {
    byte[] bytes = out;
    int position = at;
    long word = pending;
    int filled = held;
    int i = from;
    // Four codes and seven bits that are held fit into a word. Shifts look at the lowest six bits
    // of their count, which here are a length or, as four lengths are below 64, a sum of lengths.
    for (; i <= to - 4; i += 4) {
      int a = codes[content[i] & 0xFF];
      int b = codes[content[i + 1] & 0xFF];
      int c = codes[content[i + 2] & 0xFF];
      int d = codes[content[i + 3] & 0xFF];
      long ab = (a >>> 6) | (long) (b >>> 6) << a;
      long cd = (c >>> 6) | (long) (d >>> 6) << c;
      word |= (ab | cd << (a + b)) << filled;
      filled += (a + b + c + d) & 63;
      WORD.set(bytes, position, word);
      position += filled >>> 3;
      word >>>= filled & ~7;
      filled &= 7;
    }
    at = position;
    pending = word;
    held = filled;
    for (; i < to; i++) {
      int code = codes[content[i] & 0xFF];
      write(code >>> 6, code & 63);
    }
  }

  /** Fills up the byte that was begun, if one was, with zeros. */
  void align() {
    if (held > 0) {
      write(0, 8 - held);
    }
  }

  /** Copies bytes; to be called at the start of a byte. */
  void copy(byte[] content, int from, int to) {
    System.arraycopy(content, from, out, at, to - from);
    at += to - from;
  }

  /** Index behind the last byte; to be called at the start of a byte. */
  int position() {
    return at;
  }
}
