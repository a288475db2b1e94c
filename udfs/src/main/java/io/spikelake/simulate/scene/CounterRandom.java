package io.spikelake.simulate.scene;

/**
 * Random numbers by position: number {@code n} of a seed costs the same wherever it stands, so that
 * results depend neither on the order of evaluation nor on threads.
 *
 * <p>The bits are those of SplitMix64: {@code mix(seed + (n + 1) * 0x9e3779b97f4a7c15)}, the
 * sequence that {@link java.util.SplittableRandom} gives for the same seed. Steele, Lea, Flood,
 * "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014. Transcendental functions are those
 * of {@link StrictMath}, equal on every platform.
 *
 * @param seed any number
 */
public record CounterRandom(long seed) {

  private static final long GAMMA = 0x9e3779b97f4a7c15L;
  private static final long STREAM = 0x6a09e667f3bcc909L;

  /** Mean above which a Poisson number is a rounded normal number; the skewness there is 0.12. */
  private static final double NORMAL_ABOVE = 64;

  /** A generator whose numbers have nothing to do with those of this one or of other indices. */
  public CounterRandom stream(long index) {
    return new CounterRandom(mix(mix(seed ^ STREAM) + index * GAMMA));
  }

  /** 64 random bits. */
  public long bits(long n) {
    return mix(seed + (n + 1) * GAMMA);
  }

  /** Uniform in [0, 1), a multiple of 2^-53. */
  public double uniform(long n) {
    return (bits(n) >>> 11) * 0x1p-53;
  }

  /** Uniform in [from, to). */
  public double uniform(long n, double from, double to) {
    return from + (to - from) * uniform(n);
  }

  /** Standard normal, by Box and Muller from the uniform numbers {@code 2n} and {@code 2n + 1}. */
  public double normal(long n) {
    // 1 - u is never 0, so that the logarithm is finite.
    double radius = Math.sqrt(-2 * StrictMath.log(1 - uniform(2 * n)));
    return radius * StrictMath.cos(2 * Math.PI * uniform(2 * n + 1));
  }

  /**
   * Poisson-distributed count: exact, by inversion of the distribution function, up to a mean of
   * 64; a rounded normal number of the same mean and variance above.
   *
   * @param mean expected count, 0 or more
   */
  public int poisson(long n, double mean) {
    if (mean > NORMAL_ABOVE) {
      return (int) Math.max(0, Math.rint(mean + Math.sqrt(mean) * normal(n)));
    }
    double left = uniform(2 * n);
    double probability = StrictMath.exp(-mean);
    int count = 0;
    // The probability reaches zero only far beyond what 53 random bits can ask for.
    while (left >= probability && probability > 0) {
      left -= probability;
      count++;
      probability *= mean / count;
    }
    return count;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
