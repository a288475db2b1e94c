package io.spikelake.spike;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Packed bits: bit {@code i} of an array is bit {@code i % 8}, counted from the least significant,
 * of byte {@code i / 8}. Whole words are moved where the arrays allow it.
 */
final class Bits {

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** All bits of eight bytes but the lowest of each: none may be set where bytes are 0 or 1. */
  private static final long NOT_BINARY = 0xFEFEFEFEFEFEFEFEL;

  /** Gathers the lowest bits of eight bytes in the highest byte of the product. */
  private static final long GATHER = 0x0102040810204080L;

  /** The eight bits of a byte as eight bytes of 0 or 1. */
  private static final long[] SPREAD = spread();

  /** Bits that can be moved at once: a word less the worst misalignment, in whole bytes. */
  private static final int STEP = 56;

  private Bits() {}

  /** The eight bits of a byte, 0..255, as eight bytes of 0 or 1, the lowest bit first. */
  static long spread(int value) {
    return SPREAD[value];
  }

  private static long[] spread() {
    long[] spread = new long[256];
    for (int value = 0; value < spread.length; value++) {
      for (int bit = 0; bit < 8; bit++) {
        spread[value] |= (long) (value >>> bit & 1) << (bit << 3);
      }
    }
    return spread;
  }

  /**
   * Copies bits between arrays at any alignment.
   *
   * @param target (Input, Output) must be zero where the bits go; bits beside them are kept
   */
  static void copy(byte[] source, long sourceBit, byte[] target, long targetBit, long count) {
    long done = 0;
    if (((sourceBit | targetBit) & 7) == 0) {
      int wholeBytes = (int) (count >>> 3);
      System.arraycopy(
          source, (int) (sourceBit >>> 3), target, (int) (targetBit >>> 3), wholeBytes);
      done = (long) wholeBytes << 3;
    }
    while (done < count) {
      int step = (int) Math.min(STEP, count - done);
      or(target, targetBit + done, load(source, sourceBit + done, step), step);
      done += step;
    }
  }

  /** The {@code count} bits from {@code bit} on, the first in the least significant place. */
  private static long load(byte[] source, long bit, int count) {
    int start = (int) (bit >>> 3);
    int shift = (int) (bit & 7);
    long word = 0;
    if (start + Long.BYTES <= source.length) {
      word = (long) WORDS.get(source, start);
    } else {
      for (int i = start; i < source.length; i++) {
        word |= (source[i] & 0xFFL) << ((i - start) << 3);
      }
    }
    return (word >>> shift) & ((1L << count) - 1);
  }

  private static void or(byte[] target, long bit, long word, int count) {
    int start = (int) (bit >>> 3);
    int shift = (int) (bit & 7);
    long shifted = word << shift;
    if (start + Long.BYTES <= target.length) {
      WORDS.set(target, start, (long) WORDS.get(target, start) | shifted);
      return;
    }
    int bytes = (shift + count + 7) >>> 3;
    for (int i = 0; i < bytes; i++) {
      target[start + i] |= (byte) (shifted >>> (i << 3));
    }
  }

  /**
   * Packs bytes of 0 or 1.
   *
   * @param target (Output) whole bytes from {@code targetOffset} on; the last is filled with zeros
   * @return index, from {@code offset}, of the first byte that is neither 0 nor 1, or -1 if all are
   */
  static int pack(byte[] source, int offset, int count, byte[] target, int targetOffset) {
    int whole = count >>> 3;
    for (int i = 0; i < whole; i++) {
      long bytes = (long) WORDS.get(source, offset + (i << 3));
      long wrong = bytes & NOT_BINARY;
      if (wrong != 0) {
        return (i << 3) + (Long.numberOfTrailingZeros(wrong) >>> 3);
      }
      target[targetOffset + i] = (byte) ((bytes * GATHER) >>> (Long.SIZE - Byte.SIZE));
    }
    int last = 0;
    for (int i = whole << 3; i < count; i++) {
      int value = source[offset + i];
      if ((value & ~1) != 0) {
        return i;
      }
      last |= value << (i & 7);
    }
    if ((count & 7) != 0) {
      target[targetOffset + whole] = (byte) last;
    }
    return -1;
  }

  /**
   * Unpacks bits to bytes of 0 or 1.
   *
   * @param target (Output) {@code count} bytes from {@code targetOffset} on
   */
  static void unpack(byte[] source, int offset, int count, byte[] target, int targetOffset) {
    int whole = count >>> 3;
    for (int i = 0; i < whole; i++) {
      WORDS.set(target, targetOffset + (i << 3), SPREAD[source[offset + i] & 0xFF]);
    }
    for (int i = whole << 3; i < count; i++) {
      target[targetOffset + i] = (byte) (source[offset + (i >>> 3)] >>> (i & 7) & 1);
    }
  }

  /**
   * Transposes an 8x8 matrix of bits: bit {@code j} of byte {@code i} becomes bit {@code i} of byte
   * {@code j}. By swapping blocks off the diagonal, of side 1, 2 and 4 (Warren, "Hacker's Delight",
   * section 7-3).
   */
  static long transpose8x8(long matrix) {
    long x = matrix;
    long swap = (x ^ x >>> 7) & 0x00AA00AA00AA00AAL;
    x ^= swap ^ swap << 7;
    swap = (x ^ x >>> 14) & 0x0000CCCC0000CCCCL;
    x ^= swap ^ swap << 14;
    swap = (x ^ x >>> 28) & 0x00000000F0F0F0F0L;
    return x ^ swap ^ swap << 28;
  }

  /** Puts eight bytes from {@code offset} on, the first from the least significant place. */
  static void putWord(byte[] target, int offset, long word) {
    WORDS.set(target, offset, word);
  }

  /** Eight bytes from {@code offset} on, the first in the least significant place. */
  static long word(byte[] source, int offset) {
    return (long) WORDS.get(source, offset);
  }
}
