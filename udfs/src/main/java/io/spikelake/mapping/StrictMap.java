package io.spikelake.mapping;

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

/**
 * One mapping of a YAML or JSON file, read strictly: every value is asked for with the type that it
 * must have, and {@link #done} refuses what was not asked for. Each refusal names the file, the key
 * from the top of the file, the value, and what was expected. A JSON null is as if the key were
 * absent; in YAML, where it is what a forgotten value reads as, it is refused.
 */
public final class StrictMap {

  private static final String POSITIVE = "a number above 0";

  /** Characters of a value in a message. */
  private static final int SHOWN = 200;

  /** What differs from one to the other. */
  private enum Language {
    YAML("text; put quotes around what YAML takes for something else", false),
    JSON("text", true);

    private final String text;
    private final boolean nullIsAbsent;

    Language(String text, boolean nullIsAbsent) {
      this.text = text;
      this.nullIsAbsent = nullIsAbsent;
    }
  }

  private final String source;
  private final String place;
  private final Language language;
  private final Map<?, ?> values;
  private final Set<String> asked = new TreeSet<>();

  private StrictMap(String source, String place, Language language, Map<?, ?> values) {
    this.source = source;
    this.place = place;
    this.language = language;
    this.values = values;
  }

  /**
   * @param source the file, for messages
   * @throws IllegalArgumentException if the text is not YAML or no mapping
   */
  public static StrictMap ofYaml(String text, String source) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    // A few lines of lists that repeat lists stand for gigabytes, or contain themselves.
    options.setMaxAliasesForCollections(0);
    Object content;
    try {
      content = new Yaml(new SafeConstructor(options)).load(text);
    } catch (RuntimeException e) {
      // SnakeYAML has an exception of its own, and lets others through: a number may be '._' to it.
      throw new IllegalArgumentException("%s is not YAML: %s".formatted(source, e.getMessage()), e);
    }
    if (!(content instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(
          "%s holds no 'key: value' lines at its top; found %s"
              .formatted(source, content == null ? "nothing" : "'" + shown(content) + "'"));
    }
    return new StrictMap(source, "", Language.YAML, map);
  }

  /**
   * @param source the file, for messages
   * @throws IllegalArgumentException if the text is not JSON or no object
   */
  public static StrictMap ofJson(String text, String source) {
    return new StrictMap(source, "", Language.JSON, JsonText.object(text, source));
  }

  public boolean has(String key) {
    asked.add(key);
    return values.containsKey(key);
  }

  /** Keys that are names of the file's own, in its order; all of them count as asked for. */
  public List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (Object key : values.keySet()) {
      if (!(key instanceof String name)) {
        throw new IllegalArgumentException(
            "%s: key '%s' is no text; put quotes around it".formatted(source, place + key));
      }
      asked.add(name);
      keys.add(name);
    }
    return keys;
  }

  /** The value as it is, null if there is none. */
  public Object raw(String key) {
    asked.add(key);
    return values.get(key);
  }

  public String requiredText(String key) {
    return text(key).orElseThrow(() -> missing(key, "text"));
  }

  public Optional<String> text(String key) {
    return value(key, String.class, language.text)
        .map(
            text -> {
              if (text.isBlank()) {
                throw bad(key, text, "text that is not blank");
              }
              return text.strip();
            });
  }

  /** Text for people; empty where there is none. */
  public String note(String key) {
    return value(key, String.class, language.text).map(String::strip).orElse("");
  }

  public Optional<Boolean> flag(String key) {
    return value(key, Boolean.class, "true or false");
  }

  public int requiredInteger(String key, int min) {
    return integer(key, min).orElseThrow(() -> missing(key, "a whole number from " + min));
  }

  public Optional<Integer> integer(String key, int min) {
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

  public Optional<Double> number(String key) {
    return value(key, Number.class, "a number").map(Number::doubleValue);
  }

  public double requiredPositiveNumber(String key) {
    return positiveNumber(key).orElseThrow(() -> missing(key, POSITIVE));
  }

  public Optional<Double> positiveNumber(String key) {
    return value(key, Number.class, POSITIVE)
        .map(
            number -> {
              if (!(number.doubleValue() > 0) || Double.isInfinite(number.doubleValue())) {
                throw bad(key, number, POSITIVE);
              }
              return number.doubleValue();
            });
  }

  /** A list of values of one type, empty where there is none. */
  public <T> List<T> list(String key, Class<T> type, String expected) {
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
  public List<String> texts(String key, String expected) {
    List<String> texts =
        raw(key) instanceof String text ? List.of(text) : list(key, String.class, expected);
    return requireSome(key, texts, expected);
  }

  public StrictMap requiredMap(String key) {
    return map(key).orElseThrow(() -> missing(key, "a mapping"));
  }

  public Optional<StrictMap> map(String key) {
    return value(key, Map.class, "a mapping")
        .map(map -> new StrictMap(source, place + key + ".", language, map));
  }

  /** The mappings of a list that must be there and hold one or more. */
  public List<StrictMap> maps(String key) {
    String expected = "a list of one or more mappings";
    List<StrictMap> maps = new ArrayList<>();
    for (Map<?, ?> item : list(key, Map.class, expected)) {
      maps.add(new StrictMap(source, place + key + "[" + maps.size() + "].", language, item));
    }
    return requireSome(key, maps, expected);
  }

  /** Runs a check that knows nothing of files, and tells where its complaint is about. */
  public <T> T checked(String key, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s: key '%s': %s".formatted(source, place + key, e.getMessage()), e);
    }
  }

  /** Refuses keys that nothing asked for. */
  public void done() {
    for (Object key : values.keySet()) {
      if (!(key instanceof String) || !asked.contains(key)) {
        throw new IllegalArgumentException(
            "%s: unknown key '%s'; known here are %s".formatted(source, place + key, asked));
      }
    }
  }

  public IllegalArgumentException bad(String key, Object value, String expected) {
    return new IllegalArgumentException(
        "%s: key '%s' is '%s'; expected %s".formatted(source, place + key, shown(value), expected));
  }

  private static String shown(Object value) {
    String text = String.valueOf(value);
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
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
    if (!has(key) || (language.nullIsAbsent && values.get(key) == null)) {
      return Optional.empty();
    }
    Object value = values.get(key);
    if (!type.isInstance(value)) {
      throw bad(key, value, expected);
    }
    return Optional.of(type.cast(value));
  }
}
