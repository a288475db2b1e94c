package io.spikelake.quality.svr;

/** Numbers in model files, with errors that tell which one is wrong. */
final class Numbers {

  private Numbers() {}

  /**
   * @param what names the number in the message, as a format of the arguments; formatted only when
   *     needed, for files have ten thousands of numbers
   * @throws IllegalArgumentException if the text is not a finite number
   */
  static double parse(String text, String what, Object... arguments) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Reported below, like a number that is not finite.
    }
    throw new IllegalArgumentException(
        "%s is '%s', expected a number".formatted(what.formatted(arguments), text));
  }

  /**
   * @throws IllegalArgumentException if the text is not an integer in {@code min..max}
   */
  static int parseInteger(String text, int min, int max, String what, Object... arguments) {
    double value = parse(text, what, arguments);
    if (value == Math.rint(value) && value >= min && value <= max) {
      return (int) value;
    }
    throw new IllegalArgumentException(
        "%s is '%s', expected an integer in %d..%d"
            .formatted(what.formatted(arguments), text, min, max));
  }
}
