package io.spikelake.jobs.plan;

import java.io.Serializable;
import java.time.Duration;

/**
 * How much work goes into one commit: enough that commits, files and Delta's log do not grow with
 * the number of shards, and so little that a kill loses minutes.
 *
 * @param duration a wave is planned to take about this long
 * @param bytes and to write about this many bytes of images
 * @param shards and to have at most this many shards; what comes first of the three ends a wave
 */
public record WaveSize(Duration duration, long bytes, long shards) implements Serializable {

  /** Five minutes, or 1 GiB of frames. */
  public static final WaveSize DEFAULT =
      new WaveSize(Duration.ofMinutes(5), 1L << 30, Long.MAX_VALUE);

  /** Shards for each core of the first wave, of which nothing is known. */
  private static final int FIRST_PER_CORE = 8;

  /**
   * @throws IllegalArgumentException if one of them is not positive
   */
  public WaveSize {
    if (duration.isNegative() || duration.isZero() || bytes <= 0 || shards <= 0) {
      throw new IllegalArgumentException(
          "A wave has %s, %d bytes and %d shards; expected more than nothing of each"
              .formatted(duration, bytes, shards));
    }
  }

  /** What the waves of this run have done so far. */
  public record Done(long shards, Duration time, long bytes) {
    public static final Done NOTHING = new Done(0, Duration.ZERO, 0);

    public Done plus(long moreShards, Duration moreTime, long moreBytes) {
      return new Done(shards + moreShards, time.plus(moreTime), bytes + moreBytes);
    }
  }

  /**
   * Shards of the next wave.
   *
   * @param left shards that are not done
   * @param cores tasks that run at once
   */
  public long next(Done done, long left, int cores) {
    long size = Math.min(left, Math.min(shards, Math.max(cores, wanted(done, cores))));
    // A small rest goes along.
    boolean last = left - size < size / 2 && left <= shards;
    return last ? left : size;
  }

  private long wanted(Done done, int cores) {
    if (done.shards() == 0) {
      return (long) FIRST_PER_CORE * cores;
    }
    double byTime = (double) duration.toNanos() / Math.max(1, done.time().toNanos());
    double byBytes = (double) bytes / Math.max(1, done.bytes());
    return (long) (done.shards() * Math.min(byTime, byBytes));
  }
}
