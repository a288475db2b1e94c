package io.spikelake.pack;

import io.spikelake.mapping.StrictMap;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Values of {@code pack.json} that are words of a list. */
final class PackWords {

  private PackWords() {}

  /** The word of a constant, unless it has an id of its own. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Reads one of the constants of a type, whose words are their names in lower case. */
  static <E extends Enum<E>> E word(StrictMap map, String key, E[] values) {
    return word(map, key, values, PackWords::of);
  }

  /** Reads one of the constants of a type. */
  static <E extends Enum<E>> E word(
      StrictMap map, String key, E[] values, Function<? super E, String> id) {
    String text = map.requiredText(key);
    return Arrays.stream(values)
        .filter(value -> id.apply(value).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                map.bad(
                    key, text, Arrays.stream(values).map(id).collect(Collectors.joining(" or "))));
  }

  /** Refuses another value than the only one that there is today. */
  static void fixed(StrictMap map, String key, String only) {
    String text = map.text(key).orElse(only);
    if (!text.equals(only)) {
      throw map.bad(key, text, only);
    }
  }
}
