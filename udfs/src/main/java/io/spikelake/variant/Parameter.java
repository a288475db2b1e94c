package io.spikelake.variant;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One parameter of a {@link Variant}: its name, its default and the values that it takes.
 *
 * <p>Each value has one spelling, so that one computation has one id: {@code window=041} becomes
 * {@code window=41}, and {@code gamma=2.20} becomes {@code gamma=2.2}.
 */
public final class Parameter {

  private final String name;
  private final String expected;

  /** The one spelling of a value, or nothing if the value is not taken. */
  private final Function<String, Optional<String>> spelling;

  private final String byDefault;

  private Parameter(
      String name, String byDefault, String expected, Function<String, Optional<String>> spelling) {
    this.name = name;
    this.expected = expected;
    this.spelling = spelling;
    this.byDefault = canonical(byDefault, "its declaration");
  }

  /** An integer in {@code min..max}. */
  public static Parameter integer(String name, int byDefault, int min, int max) {
    return new Parameter(
        name,
        Integer.toString(byDefault),
        "an integer in %d..%d".formatted(min, max),
        text ->
            Optional.of(Integer.parseInt(text))
                .filter(value -> value >= min && value <= max)
                .map(value -> Integer.toString(value)));
  }

  /** A number in {@code min..max}. */
  public static Parameter number(String name, double byDefault, double min, double max) {
    return new Parameter(
        name,
        Double.toString(byDefault),
        "a number in %s..%s".formatted(min, max),
        text ->
            Optional.of(Double.parseDouble(text))
                .filter(value -> value >= min && value <= max)
                .map(value -> BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()));
  }

  /** One of a few words; case matters. */
  public static Parameter oneOf(String name, String byDefault, String... words) {
    return word(name, byDefault, String.join(" or ", words), List.of(words)::contains);
  }

  /**
   * A word that matches a pattern; case matters.
   *
   * @param expected the pattern in words, for messages
   */
  public static Parameter matching(
      String name, String byDefault, Pattern pattern, String expected) {
    return word(name, byDefault, expected, pattern.asMatchPredicate());
  }

  private static Parameter word(
      String name, String byDefault, String expected, Predicate<String> words) {
    return new Parameter(name, byDefault, expected, text -> Optional.of(text).filter(words));
  }

  public String name() {
    return name;
  }

  /** The default in its one spelling. */
  public String byDefault() {
    return byDefault;
  }

  /**
   * The one spelling of a value.
   *
   * @param owner whose parameter this is, for the message
   * @throws IllegalArgumentException if the parameter does not take the value
   */
  String canonical(String text, String owner) {
    Optional<String> spelled;
    try {
      spelled = spelling.apply(text);
    } catch (NumberFormatException e) {
      spelled = Optional.empty();
    }
    return spelled.orElseThrow(
        () ->
            new IllegalArgumentException(
                "Parameter '%s' of %s is '%s'; expected %s"
                    .formatted(name, owner, text, expected)));
  }
}
