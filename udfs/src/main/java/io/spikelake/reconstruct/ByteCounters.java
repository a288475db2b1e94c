package io.spikelake.reconstruct;

import java.util.Arrays;

/**
 * One counter per pixel, 0 to 255, bit-sliced: bit {@code i} of word {@code w} of slice {@code j}
 * is bit {@code j} of the counter of pixel {@code 64 w + i} in storage order. 64 counters, or 512
 * with vectors, go up by one in a few instructions.
 */
final class ByteCounters {

  /** Most that a counter can hold. */
  static final int MAX = 255;

  static final int SLICES = 8;

  private final long[][] slices = new long[SLICES][0];
  private int words;

  /** Slices that may have a bit; the others are zero. */
  private int used;

  /**
   * Sets the counters of a plane of so many words to 0.
   *
   * @param limit no counter will pass this; at most {@link #MAX}
   */
  void clear(int planeWords, int limit) {
    if (slices[0].length < planeWords) {
      for (int j = 0; j < SLICES; j++) {
        slices[j] = new long[planeWords];
      }
    } else {
      for (long[] slice : slices) {
        Arrays.fill(slice, 0, planeWords, 0);
      }
    }
    words = planeWords;
    used = Integer.SIZE - Integer.numberOfLeadingZeros(limit);
  }

  /** Slices that may have a bit; the others are zero. */
  int used() {
    return used;
  }

  /** Words of a plane. */
  int words() {
    return words;
  }

  long[] slice(int j) {
    return slices[j];
  }

  /**
   * Sets the counters that a mask names.
   *
   * @param value 0 to the limit
   */
  void set(long[] mask, int value) {
    for (int j = 0; j < used; j++) {
      set(slices[j], mask, -(long) (value >>> j & 1), words);
    }
  }

  private static void set(long[] slice, long[] mask, long bits, int words) {
    for (int w = 0; w < words; w++) {
      slice[w] = slice[w] & ~mask[w] | mask[w] & bits;
    }
  }

  /**
   * Adds one to the counters that a mask names.
   *
   * @param carry (Input, Output) the mask; on return the counters that went from 255 to 0
   */
  void increment(long[] carry) {
    for (int j = 0; j < used; j++) {
      halfAdd(slices[j], carry, 0, words);
    }
  }

  /**
   * Takes one from the counters that a mask names.
   *
   * @param borrow (Input, Output) the mask; on return the counters that went from 0 to 255
   */
  void decrement(long[] borrow) {
    for (int j = 0; j < used; j++) {
      halfSubtract(slices[j], borrow, words);
    }
  }

  /**
   * Adds other counters.
   *
   * @param carry (Output) the counters that went past 255
   */
  void add(ByteCounters other, long[] carry) {
    Arrays.fill(carry, 0, words, 0);
    for (int j = 0; j < used; j++) {
      fullAdd(slices[j], other.slices[j], carry, words);
    }
  }

  /** Makes these counters those of another plane of as many words. */
  void copy(ByteCounters other) {
    for (int j = 0; j < SLICES; j++) {
      System.arraycopy(other.slices[j], 0, slices[j], 0, words);
    }
  }

  /**
   * Keeps, of a mask, the counters that have a value.
   *
   * @param mask (Input, Output)
   */
  void keepEqual(int value, long[] mask) {
    for (int j = 0; j < SLICES; j++) {
      keepEqual(slices[j], -(long) (value >>> j & 1), mask, words);
    }
  }

  private static void keepEqual(long[] slice, long bits, long[] mask, int words) {
    for (int w = 0; w < words; w++) {
      mask[w] &= ~(slice[w] ^ bits);
    }
  }

  /**
   * The smallest counter among candidates.
   *
   * @param candidates (Input, Output) a mask that is not empty; on return those that have it
   */
  int smallest(long[] candidates) {
    int smallest = MAX;
    for (int j = SLICES - 1; j >= 0; j--) {
      if (keep(candidates, slices[j], words)) {
        smallest ^= 1 << j;
      }
    }
    return smallest;
  }

  /** Keeps the candidates without the bit, if there are any. */
  private static boolean keep(long[] candidates, long[] slice, int words) {
    long any = 0;
    for (int w = 0; w < words; w++) {
      any |= candidates[w] & ~slice[w];
    }
    for (int w = 0; any != 0 && w < words; w++) {
      candidates[w] &= ~slice[w];
    }
    return any != 0;
  }

  private static void fullAdd(long[] slice, long[] other, long[] carry, int words) {
    for (int w = 0; w < words; w++) {
      long half = slice[w] ^ other[w];
      long both = slice[w] & other[w];
      slice[w] = half ^ carry[w];
      carry[w] = both | (half & carry[w]);
    }
  }

  /**
   * Adds a bit to a slice.
   *
   * @param slice (Input, Output)
   * @param carry (Input, Output) the bit; on return what goes into the next slice
   */
  static void halfAdd(long[] slice, long[] carry, int from, int to) {
    for (int w = from; w < to; w++) {
      long sum = slice[w] ^ carry[w];
      carry[w] = slice[w] & carry[w];
      slice[w] = sum;
    }
  }

  private static void halfSubtract(long[] slice, long[] borrow, int words) {
    for (int w = 0; w < words; w++) {
      long difference = slice[w] ^ borrow[w];
      borrow[w] = borrow[w] & difference;
      slice[w] = difference;
    }
  }
}
