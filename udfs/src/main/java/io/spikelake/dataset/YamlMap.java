package io.spikelake.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * One mapping of a YAML file, read strictly: every value is asked for with the type that it must
 * have, and {@link #done} refuses what was not asked for. Each refusal names the file, the key from
 * the top of the file, the value, and what was expected.
 */
final class YamlMap {

  private final String source;
  private final String place;
  private final Map<?, ?> values;
  private final Set<String> asked = new TreeSet<>();

  private YamlMap(String source, String place, Map<?, ?> values) {
    this.source = source;
    this.place = place;
    this.values = values;
  }

  /**
   * @param source the file, for messages
   */
  static YamlMap parse(String text, String source) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Object content;
    try {
      content = new Yaml(new SafeConstructor(options)).load(text);
    } catch (YAMLException e) {
      throw new IllegalArgumentException("%s is not YAML: %s".formatted(source, e.getMessage()), e);
    }
    if (!(content instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(
          "%s holds no 'key: value' lines at its top; found %s"
              .formatted(source, content == null ? "nothing" : "'" + content + "'"));
    }
    return new YamlMap(source, "", map);
  }

  boolean has(String key) {
    asked.add(key);
    return values.containsKey(key);
  }

  /** The value as it is, null if there is none. */
  Object raw(String key) {
    asked.add(key);
    return values.get(key);
  }

  String requiredText(String key) {
    return text(key).orElseThrow(() -> missing(key, "text"));
  }

  Optional<String> text(String key) {
    return value(key, String.class, "text; put quotes around what YAML takes for something else")
        .map(
            text -> {
              if (text.isBlank()) {
                throw bad(key, text, "text that is not blank");
              }
              return text.strip();
            });
  }

  Optional<Boolean> flag(String key) {
    return value(key, Boolean.class, "true or false");
  }

  int requiredInteger(String key, int min) {
    return integer(key, min).orElseThrow(() -> missing(key, "a whole number from " + min));
  }

  Optional<Integer> integer(String key, int min) {
    String expected = "a whole number from " + min;
    return value(key, Integer.class, expected)
        .map(
            number -> {
              if (number < min) {
                throw bad(key, number, expected);
              }
              return number;
            });
  }

  Optional<Double> positiveNumber(String key) {
    String expected = "a number above 0";
    return value(key, Number.class, expected)
        .map(
            number -> {
              if (!(number.doubleValue() > 0) || Double.isInfinite(number.doubleValue())) {
                throw bad(key, number, expected);
              }
              return number.doubleValue();
            });
  }

  /** A list of values of one type, empty where there is none. */
  <T> List<T> list(String key, Class<T> type, String expected) {
    List<T> items = new ArrayList<>();
    for (Object item : value(key, List.class, expected).orElse(List.of())) {
      if (!type.isInstance(item)) {
        throw bad(key, item, expected);
      }
      items.add(type.cast(item));
    }
    return items;
  }

  /** One text, or a list of one or more, that must be there. */
  List<String> texts(String key, String expected) {
    List<String> texts =
        raw(key) instanceof String text ? List.of(text) : list(key, String.class, expected);
    return requireSome(key, texts, expected);
  }

  Optional<YamlMap> map(String key) {
    return value(key, Map.class, "a mapping")
        .map(map -> new YamlMap(source, place + key + ".", map));
  }

  /** The mappings of a list that must be there and hold one or more. */
  List<YamlMap> maps(String key) {
    String expected = "a list of one or more mappings";
    List<YamlMap> maps = new ArrayList<>();
    for (Map<?, ?> item : list(key, Map.class, expected)) {
      maps.add(new YamlMap(source, place + key + "[" + maps.size() + "].", item));
    }
    return requireSome(key, maps, expected);
  }

  /** Runs a check that knows nothing of files, and tells where its complaint is about. */
  <T> T checked(String key, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s: key '%s': %s".formatted(source, place + key, e.getMessage()), e);
    }
  }

  /** Refuses keys that nothing asked for. */
  void done() {
    for (Object key : values.keySet()) {
      if (!(key instanceof String) || !asked.contains(key)) {
        throw new IllegalArgumentException(
            "%s: unknown key '%s'; known here are %s".formatted(source, place + key, asked));
      }
    }
  }

  IllegalArgumentException bad(String key, Object value, String expected) {
    return new IllegalArgumentException(
        "%s: key '%s' is '%s'; expected %s".formatted(source, place + key, value, expected));
  }

  private <T> List<T> requireSome(String key, List<T> items, String expected) {
    if (items.isEmpty()) {
      throw has(key) ? bad(key, raw(key), expected) : missing(key, expected);
    }
    return items;
  }

  private IllegalArgumentException missing(String key, String expected) {
    return new IllegalArgumentException(
        "%s: key '%s' is missing; expected %s".formatted(source, place + key, expected));
  }

  private <T> Optional<T> value(String key, Class<T> type, String expected) {
    if (!has(key)) {
      return Optional.empty();
    }
    Object value = values.get(key);
    if (!type.isInstance(value)) {
      throw bad(key, value, expected);
    }
    return Optional.of(type.cast(value));
  }
}
