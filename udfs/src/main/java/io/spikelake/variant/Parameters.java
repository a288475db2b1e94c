package io.spikelake.variant;

/** Typed, checked access to the parameters of a {@link VariantId}. */
public final class Parameters {

  private Parameters() {}

  /**
   * @throws IllegalArgumentException if the value is not an integer in {@code min..max}
   */
  public static int integer(VariantId id, String key, int min, int max) {
    String text = text(id, key);
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Reported below, like a value out of range.
    }
    throw bad(id, key, text, "an integer in %d..%d".formatted(min, max));
  }

  /**
   * @throws IllegalArgumentException if the value is not a finite number in {@code min..max}
   */
  public static double number(VariantId id, String key, double min, double max) {
    String text = text(id, key);
    try {
      double value = Double.parseDouble(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Reported below, like a value out of range.
    }
    throw bad(id, key, text, "a number in %s..%s".formatted(min, max));
  }

  /** The text of a parameter that the variant declares. */
  public static String text(VariantId id, String key) {
    String text = id.parameters().get(key);
    if (text == null) {
      throw new IllegalArgumentException("%s lacks parameter '%s'".formatted(id, key));
    }
    return text;
  }

  private static IllegalArgumentException bad(
      VariantId id, String key, String text, String expected) {
    return new IllegalArgumentException(
        "Parameter '%s' of %s is '%s'; expected %s".formatted(key, id.family(), text, expected));
  }
}
