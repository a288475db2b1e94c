package io.spikelake.spike;

/**
 * Memory for planes that is used again: fresh memory costs more than reading into it. A stream read
 * into it lasts until the next one is.
 */
public final class PlaneMemory {

  private long[] words = new long[0];

  /** At least so many words; what is in them is undefined. */
  long[] words(int count) {
    if (words.length < count) {
      words = new long[count];
    }
    return words;
  }
}
