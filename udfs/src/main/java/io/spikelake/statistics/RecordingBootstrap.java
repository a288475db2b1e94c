package io.spikelake.statistics;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The mean score of a method over many samples, and how far it would move with other recordings:
 * replicates of the mean, in each of which every recording counts as often as its weight says.
 * Recordings are resampled and not samples, since the windows of one recording are alike.
 *
 * <p>A mergeable sum: rows are added in any order and any number of parts, and the parts merged in
 * any order, for the same bits. Sums are kept in steps of {@code 2^-60}, to which a recording's sum
 * is rounded when it is added (relative to a sum of 1 that is 4e-19); they must stay below {@code
 * 2^67}, 1.4e20. Each recording is to be added once.
 *
 * <p>Intervals are those of percentiles, {@link Quantiles type 7}, over the replicates in which any
 * sample counts; one without, which for n recordings has a probability of {@code e^-n}, has no mean
 * and is left out. Efron, Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13. With
 * few recordings they are too short, and fewer than two have none.
 *
 * <p>Not safe for several threads.
 */
public final class RecordingBootstrap {

  /** Replicates that make a 95 % interval steady to about a tenth of its length. */
  public static final int REPLICATES = 1000;

  private static final int MOST_REPLICATES = 1_000_000;

  /** First byte of the serialised form: its version. */
  private static final byte FORM = 1;

  /** Version, replicates, recordings, samples, sum. */
  private static final int HEADER_BYTES = 1 + 4 + 8 + 8 + 16;

  /** Sum and samples. */
  private static final int REPLICATE_BYTES = 16 + 8;

  private final long[] high;
  private final long[] low;
  private final long[] samples;
  private long recordings;
  private long allHigh;
  private long allLow;
  private long allSamples;

  /**
   * An empty sum.
   *
   * @throws IllegalArgumentException if the number of replicates is not in 1 .. 1,000,000
   */
  public RecordingBootstrap(int replicates) {
    if (replicates < 1 || replicates > MOST_REPLICATES) {
      throw new IllegalArgumentException(
          "%d replicates; expected 1 to %d".formatted(replicates, MOST_REPLICATES));
    }
    this.high = new long[replicates];
    this.low = new long[replicates];
    this.samples = new long[replicates];
  }

  public int replicates() {
    return samples.length;
  }

  /** How many recordings were added. */
  public long recordings() {
    return recordings;
  }

  /** How many samples were added. */
  public long samples() {
    return allSamples;
  }

  /**
   * Adds the samples of a recording.
   *
   * @param weights one per replicate, as {@link PoissonWeights#fill} gives them, bytes without
   *     sign. Not modified.
   * @param sum of the recording's scores
   * @param count of them, 1 or more
   * @throws IllegalArgumentException if weights or count do not fit, or the sum is no number below
   *     the limit
   * @throws ArithmeticException if a total exceeds the limit; what was added before is then lost
   */
  public void add(byte[] weights, double sum, long count) {
    if (weights.length != replicates()) {
      throw new IllegalArgumentException(
          "%d weights for %d replicates".formatted(weights.length, replicates()));
    }
    if (count < 1) {
      throw new IllegalArgumentException("%d samples; expected 1 or more".formatted(count));
    }
    if (!(Math.abs(sum) < FixedPoint.LIMIT)) {
      throw new IllegalArgumentException(
          "A sum of scores is %s; expected a number of magnitude below 2^67".formatted(sum));
    }
    long sumHigh = FixedPoint.high(sum);
    long sumLow = FixedPoint.low(sum);
    try {
      for (int b = 0; b < weights.length; b++) {
        long weight = weights[b] & 0xff;
        addTo(
            b,
            Math.addExact(Math.multiplyExact(weight, sumHigh), FixedPoint.carry(weight, sumLow)),
            weight * sumLow,
            Math.multiplyExact(weight, count));
      }
      addToAll(sumHigh, sumLow, count);
      recordings++;
    } catch (ArithmeticException e) {
      throw tooLarge(e);
    }
  }

  /**
   * Adds what another sum holds; the other is not modified.
   *
   * @throws IllegalArgumentException if it has another number of replicates
   * @throws ArithmeticException if a total exceeds the limit; what was added before is then lost
   */
  public void merge(RecordingBootstrap other) {
    requireSameReplicates(other);
    try {
      for (int b = 0; b < samples.length; b++) {
        addTo(b, other.high[b], other.low[b], other.samples[b]);
      }
      addToAll(other.allHigh, other.allLow, other.allSamples);
      recordings = Math.addExact(recordings, other.recordings);
    } catch (ArithmeticException e) {
      throw tooLarge(e);
    }
  }

  private void addTo(int b, long moreHigh, long moreLow, long moreSamples) {
    long sumLow = low[b] + moreLow;
    high[b] = sumOfHigh(high[b], moreHigh, Long.compareUnsigned(sumLow, moreLow) < 0);
    low[b] = sumLow;
    samples[b] = Math.addExact(samples[b], moreSamples);
  }

  private void addToAll(long moreHigh, long moreLow, long moreSamples) {
    long sumLow = allLow + moreLow;
    allHigh = sumOfHigh(allHigh, moreHigh, Long.compareUnsigned(sumLow, moreLow) < 0);
    allLow = sumLow;
    allSamples = Math.addExact(allSamples, moreSamples);
  }

  /** The carry goes where it cannot overflow unless the sum does. */
  private static long sumOfHigh(long first, long second, boolean carry) {
    return carry && second < 0
        ? Math.addExact(first, second + 1)
        : Math.addExact(Math.addExact(first, carry ? 1 : 0), second);
  }

  private static ArithmeticException tooLarge(ArithmeticException cause) {
    ArithmeticException e =
        new ArithmeticException(
            "The sum of scores of a replicate is 2^67 or more, which a leaderboard cannot hold");
    e.initCause(cause);
    return e;
  }

  /** Mean of all samples, NaN if there are none. */
  public double mean() {
    return mean(allHigh, allLow, allSamples);
  }

  /** Mean of the samples of each replicate, NaN where none counts. */
  public double[] means() {
    double[] means = new double[samples.length];
    for (int b = 0; b < means.length; b++) {
      means[b] = mean(high[b], low[b], samples[b]);
    }
    return means;
  }

  private static double mean(long high, long low, long samples) {
    return samples == 0 ? Double.NaN : FixedPoint.toDouble(high, low) / samples;
  }

  /**
   * Where the mean lies.
   *
   * @param level the share of replicates inside, such as 0.95
   * @return empty with fewer than two recordings
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public Optional<Interval> interval(double level) {
    return percentiles(means(), recordings, level);
  }

  /**
   * Where the mean of a method minus that of another lies. Both must hold the same recordings with
   * the same weights, so that each replicate is one choice of recordings for both.
   *
   * @param level the share of replicates inside, such as 0.95
   * @return empty with fewer than two recordings
   * @throws IllegalArgumentException if the level is not between 0 and 1, or the two cannot hold
   *     the same recordings, because numbers of replicates, recordings or samples differ
   */
  public static Optional<Interval> difference(
      RecordingBootstrap minuend, RecordingBootstrap subtrahend, double level) {
    minuend.requireSameReplicates(subtrahend);
    if (minuend.recordings != subtrahend.recordings
        || !Arrays.equals(minuend.samples, subtrahend.samples)) {
      throw new IllegalArgumentException(
          ("A difference is taken over the same samples; one side has %d of %d recordings, the"
                  + " other %d of %d")
              .formatted(
                  minuend.allSamples,
                  minuend.recordings,
                  subtrahend.allSamples,
                  subtrahend.recordings));
    }
    double[] differences = minuend.means();
    double[] others = subtrahend.means();
    for (int b = 0; b < differences.length; b++) {
      differences[b] -= others[b];
    }
    return percentiles(differences, minuend.recordings, level);
  }

  private static Optional<Interval> percentiles(double[] means, long recordings, double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Level %s of an interval; expected a share between 0 and 1".formatted(level));
    }
    double[] sorted = Arrays.stream(means).filter(mean -> !Double.isNaN(mean)).sorted().toArray();
    if (recordings < 2 || sorted.length == 0) {
      return Optional.empty();
    }
    double tail = (1 - level) / 2;
    return Optional.of(
        new Interval(Quantiles.ofSorted(sorted, tail), Quantiles.ofSorted(sorted, 1 - tail)));
  }

  private void requireSameReplicates(RecordingBootstrap other) {
    if (other.replicates() != replicates()) {
      throw new IllegalArgumentException(
          "One side has %d replicates, the other %d".formatted(replicates(), other.replicates()));
    }
  }

  /**
   * The serialised form, big-endian; equal for equal sums.
   *
   * <pre>
   * 0   1   version of the form, 1
   * 1   4   replicates
   * 5   8   recordings
   * 13  8   samples
   * 21 16   sum of scores, high half first
   * 37 24 per replicate: 16 sum, 8 samples; absent where nothing was added
   * </pre>
   */
  public byte[] toBytes() {
    int body = recordings == 0 ? 0 : samples.length * REPLICATE_BYTES;
    ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + body);
    bytes.put(FORM).putInt(samples.length).putLong(recordings).putLong(allSamples);
    bytes.putLong(allHigh).putLong(allLow);
    for (int b = 0; bytes.hasRemaining(); b++) {
      bytes.putLong(high[b]).putLong(low[b]).putLong(samples[b]);
    }
    return bytes.array();
  }

  /**
   * @param form what {@link #toBytes} gave. Not modified.
   * @throws IllegalArgumentException if it is something else
   */
  public static RecordingBootstrap of(byte[] form) {
    if (form.length < HEADER_BYTES || form[0] != FORM) {
      throw new IllegalArgumentException(
          "%d bytes are no sum of a bootstrap of version %d".formatted(form.length, FORM));
    }
    ByteBuffer bytes = ByteBuffer.wrap(form, 1, form.length - 1);
    RecordingBootstrap sum = new RecordingBootstrap(bytes.getInt());
    sum.recordings = bytes.getLong();
    sum.allSamples = bytes.getLong();
    sum.allHigh = bytes.getLong();
    sum.allLow = bytes.getLong();
    int expected = sum.recordings == 0 ? 0 : sum.samples.length * REPLICATE_BYTES;
    if (bytes.remaining() != expected) {
      throw new IllegalArgumentException(
          "A sum of %d replicates has %d bytes; expected %d"
              .formatted(sum.replicates(), form.length, HEADER_BYTES + expected));
    }
    for (int b = 0; bytes.hasRemaining(); b++) {
      sum.high[b] = bytes.getLong();
      sum.low[b] = bytes.getLong();
      sum.samples[b] = bytes.getLong();
    }
    return sum;
  }
}
