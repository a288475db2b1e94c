package io.spikelake.reconstruct;

import io.spikelake.spike.SpikeStream;

/**
 * Finds the nearest spike of every pixel in one direction of time, 64 pixels at a time. A mask
 * keeps the pixels of a word that are still looking; the search goes on to the next word as soon as
 * it is empty.
 */
final class NearestSpike {

  private final BitSlices slices = new BitSlices();

  /**
   * @param from plane looked at first
   * @param step 1 to go forward in time, -1 to go back
   * @param count planes looked at
   * @param distance (Output) per pixel in storage order, how many planes lie between {@code from}
   *     and the nearest spike: 0 for a spike in plane {@code from}, {@code count} if there is none
   */
  void search(SpikeStream stream, int from, int step, int count, int[] distance) {
    int pixels = stream.pixels();
    for (int w = 0; w < stream.wordsPerPlane(); w++) {
      int lanes = Math.min(64, pixels - (w << 6));
      slices.clear();
      long looking = -1L >>> (64 - lanes);
      for (int i = 0; i < count && looking != 0; i++) {
        long spikes = stream.word(from + i * step, w);
        slices.set(looking & spikes, i);
        looking &= ~spikes;
      }
      slices.set(looking, count);
      slices.expand(distance, w << 6, lanes);
    }
  }
}
