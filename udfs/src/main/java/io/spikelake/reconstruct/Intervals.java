package io.spikelake.reconstruct;

import io.spikelake.spike.SpikeStream;
import java.util.Arrays;

/**
 * Finds, for every pixel of a window, the interval between the nearest spikes before and after a
 * key plane. Searches go outward from the key plane, all pixels of a word at once; a mask keeps
 * those that are still looking.
 *
 * <p>What was found can be carried on to the next plane: distances back grow by one but for the
 * pixels that fired, distances forward shrink by one, and only the pixels that fired look ahead
 * again. Work space is kept from frame to frame; for one thread.
 */
final class Intervals {

  private final IntervalSearch search;

  /** Planes from the latest one back to the spike. */
  private final PixelCounters before = new PixelCounters();

  /** Planes from the one after the latest forward to the spike. */
  private final PixelCounters after = new PixelCounters();

  private final PixelCounters sum = new PixelCounters();
  private final IntervalTable table;

  /** Pixels without a spike in the planes looked at. */
  private long[] missingBefore = new long[0];

  private long[] missingAfter = new long[0];
  private long[] fired = new long[0];
  private long[] work = new long[0];
  private int pixels;
  private int words;
  private int left;
  private int right;

  Intervals(IntervalSearch search, IntervalValue value) {
    this.search = search;
    this.table = new IntervalTable(value, search.missing());
  }

  /** Searches from a key plane. */
  void find(SpikeStream window, int keyPlane) {
    reserve(window);
    int latest = search.latest(keyPlane);
    left = search.before(keyPlane);
    before.clear(words, Math.min(search.planesBefore(), window.planes()));
    all(missingBefore);
    before.search(window, latest, -1, left, missingBefore);
    right = search.after(window, keyPlane);
    after.clear(words, right);
    all(missingAfter);
    after.search(window, latest + 1, 1, right, missingAfter);
  }

  private void reserve(SpikeStream window) {
    pixels = window.pixels();
    words = window.wordsPerPlane();
    if (work.length < words) {
      missingBefore = new long[words];
      missingAfter = new long[words];
      fired = new long[words];
      work = new long[words];
    }
  }

  private void all(long[] mask) {
    Arrays.fill(mask, 0, words, -1);
    mask[words - 1] = -1L >>> -pixels;
  }

  private void remove(long[] mask, long[] from) {
    for (int w = 0; w < words; w++) {
      from[w] &= ~mask[w];
    }
  }

  /** Goes on from the key plane before this one, in the same window. */
  void advance(SpikeStream window, int keyPlane) {
    int latest = search.latest(keyPlane);
    System.arraycopy(window.words(), window.wordIndex(latest), fired, 0, words);
    advanceBefore(search.before(keyPlane));
    advanceAfter(window, latest, search.after(window, keyPlane));
  }

  /** Distances of pixels that stay silent grow, but not past the limit. */
  private void advanceBefore(int newLeft) {
    remove(fired, missingBefore);
    all(work);
    remove(fired, work);
    if (newLeft == left) {
      remove(missingBefore, work);
    }
    before.increment(work);
    before.set(fired, 0);
    if (newLeft == left) {
      before.equal(left, work);
      all(missingBefore);
      for (int w = 0; w < words; w++) {
        missingBefore[w] &= work[w];
      }
    }
    left = newLeft;
  }

  /**
   * Distances of silent pixels shrink; those that fired, at distance 0, look for the next spike.
   */
  private void advanceAfter(SpikeStream window, int latest, int newRight) {
    if (newRight == 0) {
      right = 0;
      after.clear(words, 0);
      all(missingAfter);
      return;
    }
    if (newRight == right) {
      // A plane enters; who is silent there, too, stays at the limit.
      System.arraycopy(window.words(), window.wordIndex(latest + right), work, 0, words);
      remove(work, missingAfter);
    }
    all(work);
    remove(fired, work);
    if (newRight == right) {
      remove(missingAfter, work);
    }
    after.decrement(work);
    after.search(window, latest + 1, 1, newRight, fired);
    for (int w = 0; w < words; w++) {
      missingAfter[w] |= fired[w];
    }
    right = newRight;
  }

  /**
   * The pixels at the key plane reached.
   *
   * @param values (Output) one per pixel, upright
   */
  void fill(SpikeStream window, float[] values) {
    int none = left + right + 1;
    sum.sum(before, after, none);
    int shortest = table.relative() ? 1 + sum.smallest(pixels) : 1;
    if (search.missing() != IntervalSearch.TO_EDGE) {
      for (int w = 0; w < words; w++) {
        work[w] = missingBefore[w] | missingAfter[w];
      }
      sum.set(work, none);
    }
    sum.look(table.of(none, shortest), window, values);
  }
}
