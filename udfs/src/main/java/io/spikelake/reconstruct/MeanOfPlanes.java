package io.spikelake.reconstruct;

import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeStream;

/**
 * The share of up to 255 planes in which each pixel has a spike, block by block, so that counters
 * and counts never leave the first-level cache. Work space is kept from frame to frame; for one
 * thread.
 */
final class MeanOfPlanes {

  /** Words of a block. */
  private static final int BLOCK = 256;

  private static final int PIXELS_PER_WORD = 64;

  private final CounterKernel kernel = CounterKernel.create();
  private final ByteCounters counters = new ByteCounters();
  private final byte[] bytes = new byte[BLOCK * PIXELS_PER_WORD];

  /**
   * @param from first plane
   * @param planes 1 to 255
   * @param means (Output) one value per pixel, upright
   */
  void fill(SpikeStream stream, int from, int planes, float[] means) {
    int first = stream.wordIndex(from);
    int words = stream.wordsPerPlane();
    for (int at = 0; at < words; at += BLOCK) {
      counters.clear(Math.min(BLOCK, words - at), planes);
      kernel.count(stream.words(), first + at, words, planes, counters);
      kernel.expand(counters, bytes);
      int start = at * PIXELS_PER_WORD;
      int end = Math.min(start + BLOCK * PIXELS_PER_WORD, means.length);
      if (stream.rowOrder() == RowOrder.TOP_DOWN) {
        kernel.divide(bytes, 0, end - start, planes, means, start);
      } else {
        divideUpright(stream.width(), start, end, planes, means);
      }
    }
  }

  /** Takes the block row by row, the last row of the picture first. */
  private void divideUpright(int width, int start, int end, int planes, float[] means) {
    for (int p = start; p < end; ) {
      int column = p % width;
      int count = Math.min(width - column, end - p);
      int upright = means.length - (p - column) - width + column;
      kernel.divide(bytes, p - start, count, planes, means, upright);
      p += count;
    }
  }
}
