package io.spikelake.statistics;

import java.io.Serializable;

/**
 * How often each recording counts in each replicate of a bootstrap: independent Poisson numbers of
 * mean 1, which depend on seed, recording and replicate alone. All methods of a recording have the
 * same weights, so that replicates of two methods are paired; whoever holds a row can compute its
 * weights, so that a resampling of the whole table is one pass over it in any order.
 *
 * <p>The recording's text becomes 64 bits by FNV-1a over its UTF-16 code units, low byte first.
 * Mixed with the seed they are the state of a SplitMix64 sequence; 63 bits of its number {@code b}
 * are the weight in replicate {@code b}, by inversion of the distribution function, which is exact
 * to {@code 2^-63}.
 *
 * <p>For n recordings the total weight of a replicate is Poisson of mean n, where a multinomial
 * bootstrap has n exactly; a ratio of weighted sums has the same distribution up to terms of 1 / n.
 * Chamandy, Muralidharan, Najmi, Naidu, "Estimating Uncertainty for Massive Data Streams", Google
 * 2012; Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
 *
 * @param seed any number
 */
public record PoissonWeights(long seed) implements Serializable {

  /** No weight is larger; one of this and more has a probability of 1.5e-19. */
  public static final int MOST = 20;

  private static final long GAMMA = 0x9e3779b97f4a7c15L;
  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** {@code floor(2^63 P(weight <= k))} for k from 0. */
  static final long[] CUMULATIVE = {
    0x2f16ac6c59de6f8dL,
    0x5e2d58d8b3bcdf1aL,
    0x75b8af0ee0ac16e1L,
    0x7d91cbcb9a512978L,
    0x7f8812fac8ba6e1eL,
    0x7fec879dd202af0cL,
    0x7ffd45b8fe396489L,
    0x7fffaa06048a59e4L,
    0x7ffff68fa5547890L,
    0x7fffff10b7320a31L,
    0x7fffffea6c2e98c1L,
    0x7ffffffe36d1315aL,
    0x7fffffffdd0968bcL,
    0x7ffffffffd83e326L,
    0x7fffffffffd5c752L,
    0x7ffffffffffd5f11L,
    0x7fffffffffffd88dL,
    0x7ffffffffffffdd0L,
    0x7fffffffffffffe2L,
    0x7ffffffffffffffeL
  };

  /**
   * The weights of a recording in replicates 0, 1, 2, ...; allocates nothing.
   *
   * @param recording the name of the recording, any text
   * @param weights (Output) one element per replicate. Modified.
   */
  public void fill(CharSequence recording, byte[] weights) {
    long state = state(recording);
    for (int b = 0; b < weights.length; b++) {
      state += GAMMA;
      weights[b] = (byte) inverse(mix(state) >>> 1);
    }
  }

  /** The weight of a recording in one replicate. */
  public int weight(CharSequence recording, int replicate) {
    return inverse(mix(state(recording) + (replicate + 1L) * GAMMA) >>> 1);
  }

  private long state(CharSequence recording) {
    long hash = FNV_BASIS;
    for (int i = 0; i < recording.length(); i++) {
      char unit = recording.charAt(i);
      hash = (hash ^ (unit & 0xff)) * FNV_PRIME;
      hash = (hash ^ (unit >>> 8)) * FNV_PRIME;
    }
    return mix(mix(seed + GAMMA) ^ hash);
  }

  /**
   * How many thresholds a number has reached. Of the first four, which nearly all numbers are done
   * with, without a branch: the processor would guess every other one wrong.
   */
  private static int inverse(long uniform) {
    int weight =
        reached(uniform, CUMULATIVE[0])
            + reached(uniform, CUMULATIVE[1])
            + reached(uniform, CUMULATIVE[2])
            + reached(uniform, CUMULATIVE[3]);
    if (weight == 4) {
      while (weight < MOST && uniform >= CUMULATIVE[weight]) {
        weight++;
      }
    }
    return weight;
  }

  /** 1 if {@code uniform >= threshold}, else 0; of numbers from 0. */
  private static int reached(long uniform, long threshold) {
    return (int) ((threshold - 1 - uniform) >>> 63);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
