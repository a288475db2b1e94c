package io.spikelake.quality.svr;

import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document in the YAML that OpenCV's {@code FileStorage} writes, as far as numbers under keys go.
 *
 * <p>A key is looked up by its own name wherever it is nested, so that names must be unique in the
 * document. The value of a key is all text up to the next key: a word, a number, or a list over
 * many lines; lists in a list follow each other. A general YAML reader would build half a million
 * nodes for a model file.
 */
final class OpenCvYaml {

  private static final String HEADER = "%YAML:1.0";
  private static final Pattern ENTRY = Pattern.compile("(?:- )?([A-Za-z_][A-Za-z0-9_]*):(.*)");

  private final Map<String, String> values = new HashMap<>();

  private OpenCvYaml() {}

  static boolean recognises(String text) {
    return text.startsWith(HEADER);
  }

  /**
   * @throws IllegalArgumentException if it is no such document
   */
  static OpenCvYaml parse(String text) {
    if (!recognises(text)) {
      throw new IllegalArgumentException("the first line is not " + HEADER);
    }
    OpenCvYaml document = new OpenCvYaml();
    String key = null;
    StringBuilder value = new StringBuilder();
    for (String line : (Iterable<String>) text.lines()::iterator) {
      String content = line.strip();
      Matcher entry = ENTRY.matcher(content);
      // Lines of numbers are nearly all of a file; only others can be entries.
      if (startsWithLetter(content) && entry.matches()) {
        document.put(key, value);
        key = entry.group(1);
        value = new StringBuilder(entry.group(2).strip());
      } else {
        value.append(' ').append(content);
      }
    }
    document.put(key, value);
    return document;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /**
   * @throws IllegalArgumentException if the key is missing
   */
  String text(String key) {
    String value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException("'%s' is missing".formatted(key));
    }
    return value;
  }

  /**
   * @throws IllegalArgumentException if the key is missing or its value is no finite number
   */
  double number(String key) {
    return Numbers.parse(text(key), "'%s'", key);
  }

  /**
   * All numbers of a list, in order.
   *
   * @throws IllegalArgumentException if the key is missing, its list is not closed, there are more
   *     or fewer numbers than expected or one is not a finite number
   */
  double[] numbers(String key, int expected) {
    String list = text(key);
    if (!list.stripTrailing().endsWith("]")) {
      throw new IllegalArgumentException("the list '%s' is not closed".formatted(key));
    }
    StringTokenizer tokens = new StringTokenizer(list, "[], ");
    double[] numbers = new double[expected];
    int count = 0;
    while (tokens.hasMoreTokens()) {
      String token = tokens.nextToken();
      if (token.equals("-")) {
        continue;
      }
      if (count < expected) {
        numbers[count] = Numbers.parse(token, "number %d of '%s'", count + 1, key);
      }
      count++;
    }
    if (count != expected) {
      throw new IllegalArgumentException(
          "'%s' has %d numbers, expected %d".formatted(key, count, expected));
    }
    return numbers;
  }

  private void put(String key, StringBuilder value) {
    if (key != null && values.put(key, value.toString()) != null) {
      throw new IllegalArgumentException("'%s' is there twice".formatted(key));
    }
  }

  private static boolean startsWithLetter(String content) {
    int at = content.startsWith("- ") ? 2 : 0;
    return at < content.length() && Character.isLetter(content.charAt(at));
  }
}
