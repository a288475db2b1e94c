package io.spikelake.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Places of scores among each other, 1 for the best. Scores that are equal as numbers tie, -0 and 0
 * among them. An infinite score is the best or the worst.
 */
public final class Ranks {

  private Ranks() {}

  /**
   * Competition ranks, 1 2 2 4: one more than the number of scores that are better.
   *
   * @param scores in any order; not modified
   * @return the rank of each score, in the order of the scores; empty for none
   * @throws IllegalArgumentException if a score is NaN
   */
  public static int[] competition(double[] scores, Direction direction) {
    int[] ranks = new int[scores.length];
    forTies(
        scores,
        direction,
        (order, from, to) -> {
          for (int i = from; i < to; i++) {
            ranks[order[i]] = from + 1;
          }
        });
    return ranks;
  }

  /**
   * Fractional ranks, 1 2.5 2.5 4: scores that tie share the mean of the places they take up, so
   * that the ranks of n scores always add up to {@code n (n + 1) / 2}.
   *
   * @param scores in any order; not modified
   * @return the rank of each score, in the order of the scores; empty for none
   * @throws IllegalArgumentException if a score is NaN
   */
  public static double[] fractional(double[] scores, Direction direction) {
    double[] ranks = new double[scores.length];
    forTies(
        scores,
        direction,
        (order, from, to) -> {
          for (int i = from; i < to; i++) {
            ranks[order[i]] = (from + 1 + to) / 2.0;
          }
        });
    return ranks;
  }

  /** Scores that are equal. */
  @FunctionalInterface
  private interface Tie {
    /**
     * @param order indices of the scores, the best first
     * @param from first of the tie in that order
     * @param to end of it
     */
    void accept(int[] order, int from, int to);
  }

  private static void forTies(double[] scores, Direction direction, Tie tie) {
    Scores.requireNumbers("Score", scores);
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted((a, b) -> direction.compare(scores[a], scores[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int from = 0, to; from < order.length; from = to) {
      to = from + 1;
      while (to < order.length && scores[order[to]] == scores[order[from]]) {
        to++;
      }
      tie.accept(order, from, to);
    }
  }

  /** How many values of each run of equal ones there are, in a sorted array. */
  static int[] tieSizes(double[] sorted) {
    int[] sizes = new int[sorted.length];
    int ties = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        ties++;
      }
      sizes[ties - 1]++;
    }
    return Arrays.copyOf(sizes, ties);
  }
}
