package io.spikelake.source;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.network.util.JavaUtils;

/** Reads typed values of options; a bad one is refused with its key, value and what is expected. */
final class OptionValues {

  private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * @throws IllegalArgumentException if a key is no option
   */
  OptionValues(Map<String, String> given) {
    given.forEach(
        (key, value) -> {
          if (!SpikeOption.isKnown(key)) {
            throw new IllegalArgumentException(
                "Unknown option '%s' = '%s' of format spike; known are %s, and fs.* for the file system"
                    .formatted(
                        key,
                        value,
                        Stream.of(SpikeOption.values())
                            .map(SpikeOption::key)
                            .collect(Collectors.joining(", "))));
          }
          values.put(key, value);
        });
  }

  boolean has(SpikeOption option) {
    return values.containsKey(option.key());
  }

  /** The value, or null where the option is not given. */
  String text(SpikeOption option) {
    return values.get(option.key());
  }

  /** The value as something else, or null where the option is not given. */
  <T> T parse(SpikeOption option, Function<String, T> parser) {
    String text = text(option);
    if (text == null) {
      return null;
    }
    try {
      return parser.apply(text.strip());
    } catch (IllegalArgumentException e) {
      throw bad(option, e);
    }
  }

  Integer integer(SpikeOption option, int min) {
    return parse(option, text -> atLeast(min, Integer.parseInt(text)));
  }

  Long number(SpikeOption option, long min) {
    return parse(option, text -> atLeast(min, Long.parseLong(text)));
  }

  Double positive(SpikeOption option) {
    return parse(
        option,
        text -> {
          double value = Double.parseDouble(text);
          if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(text);
          }
          return value;
        });
  }

  Long bytes(SpikeOption option, long max) {
    return parse(
        option,
        text -> {
          long bytes = atLeast(1L, JavaUtils.byteStringAsBytes(text));
          if (bytes > max) {
            throw new IllegalArgumentException(text);
          }
          return bytes;
        });
  }

  Boolean flag(SpikeOption option) {
    return parse(
        option,
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException(text);
            });
  }

  private static <T extends Comparable<T>> T atLeast(T min, T value) {
    if (value.compareTo(min) < 0) {
      throw new IllegalArgumentException(value.toString());
    }
    return value;
  }

  private IllegalArgumentException bad(SpikeOption option, IllegalArgumentException cause) {
    return new IllegalArgumentException(
        "Option '%s' is '%s'; expected %s".formatted(option.key(), text(option), option.expected()),
        cause);
  }
}
