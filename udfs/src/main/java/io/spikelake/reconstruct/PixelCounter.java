package io.spikelake.reconstruct;

import io.spikelake.spike.SpikeStream;

/**
 * Counts the spikes of every pixel over a run of planes, 64 pixels at a time.
 *
 * <p>The 64 counts of a word are kept bit-sliced: slice {@code j} holds bit {@code j} of all of
 * them. Eight planes go through a tree of carry-save adders (Harley and Seal's population count,
 * turned on its side), which costs about four instructions per plane and word, and only its carry
 * ripples up the slices.
 */
final class PixelCounter {

  private final BitSlices slices = new BitSlices();

  /**
   * @param from first plane counted
   * @param count planes counted
   * @param counts (Output) spikes per pixel in storage order; at least one entry per pixel
   */
  void count(SpikeStream stream, int from, int count, int[] counts) {
    int pixels = stream.pixels();
    for (int w = 0; w < stream.wordsPerPlane(); w++) {
      slices.clear();
      addPlanes(stream, w, from, count);
      slices.expand(counts, w << 6, Math.min(64, pixels - (w << 6)));
    }
  }

  private void addPlanes(SpikeStream stream, int w, int from, int count) {
    long ones = 0;
    long twos = 0;
    long fours = 0;
    int t = from;
    for (int end = from + (count & ~7); t < end; t += 8) {
      long a = stream.word(t, w);
      long b = stream.word(t + 1, w);
      long twosA = majority(ones, a, b);
      ones ^= a ^ b;
      a = stream.word(t + 2, w);
      b = stream.word(t + 3, w);
      long twosB = majority(ones, a, b);
      ones ^= a ^ b;
      long foursA = majority(twos, twosA, twosB);
      twos ^= twosA ^ twosB;
      a = stream.word(t + 4, w);
      b = stream.word(t + 5, w);
      twosA = majority(ones, a, b);
      ones ^= a ^ b;
      a = stream.word(t + 6, w);
      b = stream.word(t + 7, w);
      twosB = majority(ones, a, b);
      ones ^= a ^ b;
      long foursB = majority(twos, twosA, twosB);
      twos ^= twosA ^ twosB;
      long eights = majority(fours, foursA, foursB);
      fours ^= foursA ^ foursB;
      slices.add(3, eights);
    }
    slices.add(0, ones);
    slices.add(1, twos);
    slices.add(2, fours);
    for (int end = from + count; t < end; t++) {
      slices.add(0, stream.word(t, w));
    }
  }

  /** The carry of a full adder: bits set in at least two of the three. */
  private static long majority(long a, long b, long c) {
    long ab = a ^ b;
    return (a & b) | (ab & c);
  }
}
