package io.spikelake.statistics;

/** Which end of a score is the good one. */
public enum Direction {
  LOWER_IS_BETTER,
  HIGHER_IS_BETTER;

  /**
   * Below 0 where the first score is better than the second, 0 where they are equal; neither is
   * NaN.
   */
  public int compare(double first, double second) {
    if (first == second) {
      return 0;
    }
    return (first < second) == (this == LOWER_IS_BETTER) ? -1 : 1;
  }
}
