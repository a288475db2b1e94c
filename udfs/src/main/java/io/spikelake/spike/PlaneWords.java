package io.spikelake.spike;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Planes as whole words: bit {@code i} of a plane is bit {@code i % 64}, counted from the least
 * significant, of its word {@code i / 64}.
 */
final class PlaneWords {

  private PlaneWords() {}

  /**
   * Brings packed bytes into words.
   *
   * @param packed (Input) planes from its position on; its position and order do not change
   * @param words (Output) planes of {@code ceil(planeBytes / 8)} words from index 0 on; bytes past
   *     the end of a plane become zero
   */
  static void fill(ByteBuffer packed, int planeBytes, int planes, long[] words) {
    fill(packed, planeBytes, planes, words, 0);
  }

  /**
   * As above, from word {@code at} on.
   *
   * @param at index of the first word of the first plane
   */
  static void fill(ByteBuffer packed, int planeBytes, int planes, long[] words, int at) {
    ByteBuffer source = packed.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int start = packed.position();
    int whole = planeBytes / Long.BYTES;
    int wordsPerPlane = (planeBytes + Long.BYTES - 1) / Long.BYTES;
    for (int plane = 0; plane < planes; plane++) {
      int from = start + plane * planeBytes;
      int to = at + plane * wordsPerPlane;
      source.position(from).asLongBuffer().get(words, to, whole);
      if (whole < wordsPerPlane) {
        words[to + whole] = lastWord(source, from + whole * Long.BYTES, from + planeBytes);
      }
    }
  }

  private static long lastWord(ByteBuffer source, int from, int end) {
    long word = 0;
    for (int i = end - 1; i >= from; i--) {
      word = word << 8 | (source.get(i) & 0xFF);
    }
    return word;
  }

  /** Copies a plane to packed bytes. */
  static void copyPlane(long[] words, int at, byte[] packed, int offset, int planeBytes) {
    int whole = planeBytes / Long.BYTES;
    ByteBuffer target = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
    target.position(offset).asLongBuffer().put(words, at, whole);
    for (int i = whole * Long.BYTES; i < planeBytes; i++) {
      packed[offset + i] = (byte) (words[at + whole] >>> (i << 3));
    }
  }

  /**
   * Unpacks a plane to bytes of 0 or 1.
   *
   * @param target (Output) {@code pixels} bytes from {@code offset} on
   */
  static void unpack(long[] words, int at, int pixels, byte[] target, int offset) {
    ByteBuffer bytes = ByteBuffer.wrap(target).order(ByteOrder.LITTLE_ENDIAN);
    int whole = pixels & ~7;
    for (int p = 0; p < whole; p += 8) {
      bytes.putLong(offset + p, Bits.spread((int) (words[at + (p >>> 6)] >>> p) & 0xFF));
    }
    for (int p = whole; p < pixels; p++) {
      target[offset + p] = (byte) (words[at + (p >>> 6)] >>> p & 1);
    }
  }

  /**
   * Copies bits at any alignment.
   *
   * @param target (Input, Output) must be zero where the bits go; bits beside them are kept
   */
  static void copyBits(long[] source, long sourceBit, long[] target, long targetBit, int count) {
    for (int done = 0; done < count; done += Long.SIZE) {
      int step = Math.min(Long.SIZE, count - done);
      or(target, targetBit + done, load(source, sourceBit + done, step), step);
    }
  }

  /** The {@code count} bits from {@code bit} on, at most 64, the first in the lowest place. */
  private static long load(long[] source, long bit, int count) {
    int index = (int) (bit >>> 6);
    int shift = (int) bit & 63;
    long word = source[index] >>> shift;
    if (shift + count > Long.SIZE) {
      word |= source[index + 1] << -shift;
    }
    return word & -1L >>> -count;
  }

  private static void or(long[] target, long bit, long word, int count) {
    int index = (int) (bit >>> 6);
    int shift = (int) bit & 63;
    target[index] |= word << shift;
    if (shift + count > Long.SIZE) {
      target[index + 1] |= word >>> -shift;
    }
  }
}
