package io.spikelake.statistics;

/** Checks of what callers hand in. */
final class Scores {

  private Scores() {}

  /**
   * @param what the word for a value, for the message
   * @throws IllegalArgumentException if a value is NaN; the message says which
   */
  static void requireNumbers(String what, double... values) {
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        throw new IllegalArgumentException(
            "%s %d of %d is NaN; leave out what has no score".formatted(what, i, values.length));
      }
    }
  }

  /**
   * @throws IllegalArgumentException if a value is NaN or infinite; the message says which
   */
  static void requireFinite(String what, double... values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "%s %d of %d is %s; expected a finite number"
                .formatted(what, i, values.length, values[i]));
      }
    }
  }
}
