package io.spikelake.reconstruct;

import io.spikelake.spike.SpikeStream;

/**
 * Finds the two nearest spikes of every pixel in one direction of time, 64 pixels at a time. Masks
 * keep the pixels of a word that still look for the first and for the second; the search goes on to
 * the next word as soon as both are empty.
 */
final class TwoNearestSpikes {

  private final BitSlices first = new BitSlices();
  private final BitSlices second = new BitSlices();

  /**
   * @param from plane looked at first
   * @param step 1 to go forward in time, -1 to go back
   * @param count planes looked at
   * @param nearest (Output) per pixel in storage order, how many planes lie between {@code from}
   *     and the nearest spike: 0 for a spike in plane {@code from}, {@code count} if there is none
   * @param next (Output) the same for the nearest spike but one
   */
  void search(SpikeStream stream, int from, int step, int count, int[] nearest, int[] next) {
    for (int w = 0; w < stream.wordsPerPlane(); w++) {
      int lanes = Math.min(Long.SIZE, stream.pixels() - (w << 6));
      first.clear();
      second.clear();
      long lookingForFirst = -1L >>> (Long.SIZE - lanes);
      long lookingForSecond = lookingForFirst;
      for (int i = 0; i < count && lookingForSecond != 0; i++) {
        long spikes = stream.word(from + i * step, w);
        long seconds = spikes & lookingForSecond & ~lookingForFirst;
        first.set(spikes & lookingForFirst, i);
        second.set(seconds, i);
        lookingForFirst &= ~spikes;
        lookingForSecond &= ~seconds;
      }
      first.set(lookingForFirst, count);
      second.set(lookingForSecond, count);
      first.expand(nearest, w << 6, lanes);
      second.expand(next, w << 6, lanes);
    }
  }
}
