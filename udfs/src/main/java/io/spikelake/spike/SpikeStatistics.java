package io.spikelake.spike;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * What one looks at first in a recording: firing rates of its planes and inter-spike intervals of
 * its pixels. Fed with its planes in order, a piece at a time.
 *
 * <p>A rate is spikes per pixel and plane, 0 to 1. An interval is the number of planes from a spike
 * to the next one of the same pixel, at least 1; what lies before the first spike of a pixel and
 * after its last is no interval. Quantiles are exact for intervals below {@value #LONGEST}; longer
 * ones count as that. Memory: 8 bytes per pixel and the histogram.
 */
public final class SpikeStatistics {

  private static final int LONGEST = 1 << 16;
  private static final long NEVER = -1;

  private final int height;
  private final int width;
  private final long[] lastSpike;
  private final long[] intervals = new long[LONGEST + 1];
  private long planes;
  private long spikes;
  private int fewest = Integer.MAX_VALUE;
  private int most;

  public SpikeStatistics(int height, int width) {
    this.height = height;
    this.width = width;
    this.lastSpike = new long[Math.multiplyExact(height, width)];
    Arrays.fill(lastSpike, NEVER);
  }

  /**
   * Adds the planes that follow those added so far.
   *
   * @throws IllegalArgumentException if their geometry is another one
   */
  public void add(SpikeStream stream) {
    if (stream.height() != height || stream.width() != width) {
      throw new IllegalArgumentException(
          "Planes of %dx%d (height x width) after planes of %dx%d"
              .formatted(stream.height(), stream.width(), height, width));
    }
    for (int plane = 0; plane < stream.planes(); plane++) {
      int count = addPlane(stream, plane);
      spikes += count;
      fewest = Math.min(fewest, count);
      most = Math.max(most, count);
      planes++;
    }
  }

  /** Storage order will do: nothing here depends on where a pixel is. */
  private int addPlane(SpikeStream stream, int plane) {
    int count = 0;
    for (int i = 0; i < stream.wordsPerPlane(); i++) {
      long word = stream.word(plane, i);
      count += Long.bitCount(word);
      for (; word != 0; word &= word - 1) {
        int p = (i << 6) + Long.numberOfTrailingZeros(word);
        if (lastSpike[p] != NEVER) {
          intervals[(int) Math.min(LONGEST, planes - lastSpike[p])]++;
        }
        lastSpike[p] = planes;
      }
    }
    return count;
  }

  /** Planes added. */
  public long planes() {
    return planes;
  }

  /** Spikes of all planes. */
  public long spikes() {
    return spikes;
  }

  /** Rate over all planes; NaN before the first plane. */
  public double meanRate() {
    return spikes / ((double) planes * lastSpike.length);
  }

  /** Rate of the darkest plane; NaN before the first plane. */
  public double lowestRate() {
    return planes == 0 ? Double.NaN : (double) fewest / lastSpike.length;
  }

  /** Rate of the brightest plane; NaN before the first plane. */
  public double highestRate() {
    return planes == 0 ? Double.NaN : (double) most / lastSpike.length;
  }

  /** Pixels that never fired. */
  public int silentPixels() {
    int silent = 0;
    for (long last : lastSpike) {
      silent += last == NEVER ? 1 : 0;
    }
    return silent;
  }

  /**
   * The shortest interval that at least a fraction of all intervals do not exceed: 0.5 for the
   * median. Empty if no pixel fired twice.
   *
   * @param fraction 0 to 1
   */
  public OptionalLong intervalQuantile(double fraction) {
    if (!(fraction >= 0 && fraction <= 1)) {
      throw new IllegalArgumentException(
          "Fraction %s of the intervals; expected 0 to 1".formatted(fraction));
    }
    double wanted = Math.max(1, fraction * Arrays.stream(intervals).sum());
    long counted = 0;
    for (int interval = 1; interval <= LONGEST; interval++) {
      counted += intervals[interval];
      if (counted >= wanted) {
        return OptionalLong.of(interval);
      }
    }
    return OptionalLong.empty();
  }
}
