package io.spikelake.reconstruct;

import java.util.Arrays;

/**
 * 64 non-negative integers side by side: bit {@code i} of slice {@code j} is bit {@code j} of
 * integer {@code i}.
 */
final class BitSlices {

  /** {@code SPREAD[b]} has bit {@code i} of {@code b} as the lowest bit of byte {@code i}. */
  private static final long[] SPREAD = new long[256];

  static {
    for (int b = 0; b < 256; b++) {
      for (int i = 0; i < 8; i++) {
        SPREAD[b] |= (long) (b >>> i & 1) << (8 * i);
      }
    }
  }

  private final long[] slices = new long[Integer.SIZE - 1];

  /** Slices from this one on are zero. */
  private int used;

  /** Sets all integers to 0. */
  void clear() {
    Arrays.fill(slices, 0, used, 0);
    used = 0;
  }

  /** Sets the integers named by the bits of a mask, which must be 0 so far. */
  void set(long mask, int value) {
    int j = 0;
    for (int rest = value; rest != 0; rest >>>= 1, j++) {
      slices[j] |= mask & -(rest & 1);
    }
    used = Math.max(used, j);
  }

  /**
   * Writes the first integers to an array.
   *
   * @param target (Output) integer {@code i} goes to index {@code offset + i}
   * @param count how many, at most 64
   */
  void expand(int[] target, int offset, int count) {
    for (int first = 0; first < count; first += 8) {
      expandEight(first, target, offset + first, Math.min(8, count - first));
    }
  }

  private void expandEight(int first, int[] target, int offset, int count) {
    long low = bytes(0, first);
    for (int i = 0; i < count; i++) {
      target[offset + i] = (int) (low >>> (8 * i)) & 0xFF;
    }
    for (int slice = 8; slice < used; slice += 8) {
      long more = bytes(slice, first);
      for (int i = 0; i < count; i++) {
        target[offset + i] |= ((int) (more >>> (8 * i)) & 0xFF) << slice;
      }
    }
  }

  /** Bits {@code slice .. slice + 7} of integers {@code first .. first + 7}, one byte each. */
  private long bytes(int slice, int first) {
    long bytes = 0;
    for (int j = slice; j < Math.min(slice + 8, used); j++) {
      bytes |= SPREAD[(int) (slices[j] >>> first) & 0xFF] << (j - slice);
    }
    return bytes;
  }
}
