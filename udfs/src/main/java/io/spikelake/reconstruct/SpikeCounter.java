package io.spikelake.reconstruct;

import io.spikelake.spike.SpikeStream;
import java.util.Objects;

/**
 * Counts the spikes of every pixel over a run of planes.
 *
 * <p>Counts are kept bit-sliced until they are asked for, which is what makes counting fast. Work
 * space is kept from one run to the next; for one thread.
 */
public final class SpikeCounter {

  private final PixelCounters counters = new PixelCounters();
  private SpikeStream counted;

  /**
   * Counts, instead of what was counted before, the planes {@code from .. from + planes - 1}.
   *
   * @throws IndexOutOfBoundsException if the stream has no such planes
   */
  public void count(SpikeStream stream, int from, int planes) {
    Objects.checkFromIndexSize(from, planes, stream.planes());
    counters.clear(stream.wordsPerPlane(), planes);
    counters.count(stream, from, planes);
    counted = stream;
  }

  /**
   * The counts of the last run.
   *
   * @param counts (Output) one per pixel, in the storage order of the stream
   * @throws IllegalArgumentException if the array has another length
   * @throws IllegalStateException if nothing was counted
   */
  public void counts(int[] counts) {
    if (counted == null) {
      throw new IllegalStateException("Nothing was counted");
    }
    if (counts.length != counted.pixels()) {
      throw new IllegalArgumentException(
          "An array of %d for the counts of %d pixels".formatted(counts.length, counted.pixels()));
    }
    counters.values(counts);
  }
}
