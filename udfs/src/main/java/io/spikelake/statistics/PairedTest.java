package io.spikelake.statistics;

import java.util.Arrays;

/**
 * Whether two methods differ by more than the choice of recordings explains: a two-sided test of
 * their differences, one per recording, under the hypothesis that either sign of each was as
 * likely.
 *
 * <p>With at most {@value #EXACT_UP_TO} differences that are not 0 the p-value is exact: the share
 * of all {@code 2^n} choices of signs whose sum is at least as far from 0 as the one seen (Fisher's
 * randomisation test). With more of them it is that of Wilcoxon's signed ranks, "Individual
 * Comparisons by Ranking Methods", Biometrics Bulletin 1(6), 1945, in the normal approximation with
 * corrections for ties and continuity. The two answer to different things, the mean and the ranks,
 * and so are not to be compared with each other; {@link #kind} tells which it was.
 *
 * <p>Differences of 0 speak for neither method and are left out. Without any other the p-value is
 * 1. The order of the differences makes no difference.
 *
 * @param kind which test it was
 * @param n differences that are not 0
 * @param pValue in 0..1
 */
public record PairedTest(Kind kind, int n, double pValue) {

  /** Most differences whose signs are all tried: 2^19 sums, some milliseconds. */
  public static final int EXACT_UP_TO = 20;

  /** The test that was made. */
  public enum Kind {
    SIGN_FLIPS,
    SIGNED_RANKS
  }

  /**
   * @param differences one per recording, of the two methods' mean scores; not modified
   * @throws IllegalArgumentException if one is not finite
   */
  public static PairedTest of(double[] differences) {
    Scores.requireFinite("Difference", differences);
    double[] present = Arrays.stream(differences).filter(d -> d != 0).toArray();
    return present.length <= EXACT_UP_TO ? signFlips(present) : signedRanks(present);
  }

  /**
   * In whole numbers, so that no sum is rounded: the sum of all magnitudes is scaled to about 2^61.
   * Sums closer than a relative 1e-12 to the one seen count as equal to it, since what is equal on
   * paper, 0.1 + 0.2 and 0.3, is not equal in doubles.
   */
  private static PairedTest signFlips(double[] differences) {
    int n = differences.length;
    if (n == 0) {
      return new PairedTest(Kind.SIGN_FLIPS, 0, 1);
    }
    double largest = Arrays.stream(differences).map(Math::abs).max().orElseThrow();
    // Of 2^e <= largest < 2^(e+1), at most 20 times: below 2^(e+6).
    int scale = 55 - Math.getExponent(largest);
    long[] steps = new long[n];
    long seen = 0;
    long total = 0;
    for (int i = 0; i < n; i++) {
      // In two factors: the scale of a very small number is itself no double.
      double scaled = Math.scalb(Math.scalb(differences[i], scale / 2), scale - scale / 2);
      steps[i] = Math.abs(Math.round(scaled));
      seen += Math.round(scaled);
      total += steps[i];
    }
    long limit = Math.abs(seen) - (long) (total * 1e-12);
    // The last sign stays, since turning all of them around changes no magnitude. A Gray code
    // turns one sign at a time.
    long sum = total;
    long asFar = 1;
    long choices = 1L << (n - 1);
    for (long code = 1; code < choices; code++) {
      int turned = Long.numberOfTrailingZeros(code);
      sum -= 2 * steps[turned];
      steps[turned] = -steps[turned];
      if (Math.abs(sum) >= limit) {
        asFar++;
      }
    }
    return new PairedTest(Kind.SIGN_FLIPS, n, (double) asFar / choices);
  }

  private static PairedTest signedRanks(double[] differences) {
    int n = differences.length;
    double[] magnitudes = Arrays.stream(differences).map(Math::abs).toArray();
    double[] ranks = Ranks.fractional(magnitudes, Direction.LOWER_IS_BETTER);
    double positive = 0;
    for (int i = 0; i < n; i++) {
      positive += differences[i] > 0 ? ranks[i] : 0;
    }
    Arrays.sort(magnitudes);
    double ties = 0;
    for (int size : Ranks.tieSizes(magnitudes)) {
      ties += (double) size * size * size - size;
    }
    double squares = (double) n * (n + 1) * (2.0 * n + 1);
    double deviation = Math.sqrt((squares - ties / 2) / 24);
    double distance = Math.abs(positive - (double) n * (n + 1) / 4);
    double corrected = Math.max(0, distance - 0.5);
    return new PairedTest(Kind.SIGNED_RANKS, n, NormalTail.twoSided(corrected / deviation));
  }
}
