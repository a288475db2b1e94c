package io.spikelake.ml;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import scala.Function1;

/**
 * What values of parameters must be. Spark asks with a function that says yes or no; these say why
 * not, by what they throw.
 */
final class Checks {

  private Checks() {}

  /** A value that is one of some words. */
  static Function1<String, Object> oneOf(String parameter, List<String> words) {
    return (Function1<String, Object> & Serializable)
        value -> {
          if (!words.contains(value)) {
            throw new IllegalArgumentException(
                "%s '%s'; expected %s".formatted(parameter, value, String.join(" or ", words)));
          }
          return true;
        };
  }

  /** A value that a parser takes. */
  static <P extends Consumer<String> & Serializable> Function1<String, Object> parsed(P parser) {
    return (Function1<String, Object> & Serializable)
        value -> {
          parser.accept(value);
          return true;
        };
  }

  /** A number from 1. */
  static Function1<Object, Object> atLeastOne(String parameter) {
    return (Function1<Object, Object> & Serializable)
        value -> {
          if ((Integer) value < 1) {
            throw new IllegalArgumentException(
                "%s %s; expected a number from 1".formatted(parameter, value));
          }
          return true;
        };
  }

  /** How a constant is written. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static List<String> words(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Checks::word).toList();
  }
}
