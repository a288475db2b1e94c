package io.spikelake.statistics;

/**
 * A range of numbers, both ends included.
 *
 * @param low not above {@code high}
 */
public record Interval(double low, double high) {

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "No interval: from %s to %s; expected two numbers in ascending order"
              .formatted(low, high));
    }
  }

  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
