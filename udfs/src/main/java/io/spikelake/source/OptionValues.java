package io.spikelake.source;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.network.util.JavaUtils;

/** Reads typed values of options; a bad one is refused with its key, value and what is expected. */
final class OptionValues {

  private static final String FILE_SYSTEM = "fs.";

  private final Map<SpikeOption, String> values = new EnumMap<>(SpikeOption.class);

  /**
   * @param given values by key; one that is null, such as Python's {@code None}, counts as not
   *     given
   * @throws IllegalArgumentException if a key is no option, or two keys name one with two values
   */
  OptionValues(Map<String, String> given) {
    given.forEach(
        (key, value) -> {
          if (value != null && !key.startsWith(FILE_SYSTEM)) {
            put(SpikeOption.find(key).orElseThrow(() -> unknown(key, value)), key, value);
          }
        });
  }

  private void put(SpikeOption option, String key, String value) {
    String before = values.put(option, value);
    if (before != null && !before.equals(value)) {
      throw new IllegalArgumentException(
          "Option '%s' = '%s' of format spike is option '%s', which is also given as '%s'; give one"
              .formatted(key, value, option.key(), before));
    }
  }

  private static IllegalArgumentException unknown(String key, String value) {
    return new IllegalArgumentException(
        "Unknown option '%s' = '%s' of format spike; known are %s, and fs.* for the file system"
            .formatted(
                key,
                value,
                Stream.of(SpikeOption.values())
                    .map(SpikeOption::key)
                    .collect(Collectors.joining(", "))));
  }

  boolean has(SpikeOption option) {
    return values.containsKey(option);
  }

  /** The value, or null where the option is not given. */
  String text(SpikeOption option) {
    return values.get(option);
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
