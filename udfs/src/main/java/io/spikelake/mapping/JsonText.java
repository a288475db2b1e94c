package io.spikelake.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON (RFC 8259, to the letter) as maps, lists, texts, flags and numbers; whole numbers that fit
 * are integers. A key that stands twice in an object is refused.
 *
 * <p>Read by hand because a Spark installation brings a JSON library of its own, in a version of
 * its own, and manifests must read the same everywhere.
 */
final class JsonText {

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,9})?");

  /** Manifests have four levels; a thousand would be an attack on the stack. */
  private static final int MAX_DEPTH = 64;

  /** The time that a number takes grows with the square of its digits. */
  private static final int MAX_DIGITS = 400;

  private final String text;
  private final String source;
  private int at;
  private int depth;

  private JsonText(String text, String source) {
    this.text = text;
    this.source = source;
  }

  /**
   * @param source the file, for messages
   * @throws IllegalArgumentException if the text is not one JSON object; says where
   */
  static Map<String, Object> object(String text, String source) {
    JsonText json = new JsonText(text, source);
    json.space();
    if (json.peek() != '{') {
      throw json.bad("expected an object at the top, which starts with '{'");
    }
    Map<String, Object> map = json.map();
    json.space();
    if (json.at < text.length()) {
      throw json.bad("expected nothing after the object");
    }
    return map;
  }

  private Object value() {
    switch (peek()) {
      case '{':
        return map();
      case '[':
        return list();
      case '"':
        return string();
      case 't':
        return word("true", true);
      case 'f':
        return word("false", false);
      case 'n':
        return word("null", null);
      default:
        return number();
    }
  }

  private Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    enter();
    for (boolean more = !ends('}'); more; more = continues('}')) {
      space();
      if (peek() != '"') {
        throw bad("expected a key in double quotes");
      }
      String key = string();
      if (map.containsKey(key)) {
        throw bad("key '%s' stands twice in one object".formatted(key));
      }
      space();
      require(':');
      space();
      map.put(key, value());
    }
    depth--;
    return map;
  }

  private List<Object> list() {
    List<Object> list = new ArrayList<>();
    enter();
    for (boolean more = !ends(']'); more; more = continues(']')) {
      space();
      list.add(value());
    }
    depth--;
    return list;
  }

  private void enter() {
    at++;
    if (++depth > MAX_DEPTH) {
      throw bad("more than %d levels".formatted(MAX_DEPTH));
    }
  }

  private boolean ends(char close) {
    space();
    boolean ends = peek() == close;
    if (ends) {
      at++;
    }
    return ends;
  }

  private boolean continues(char close) {
    if (ends(close)) {
      return false;
    }
    if (peek() != ',') {
      throw bad("expected ',' or '%s'".formatted(close));
    }
    at++;
    return true;
  }

  private String string() {
    StringBuilder string = new StringBuilder();
    at++;
    for (char c = next(); c != '"'; c = next()) {
      if (c < ' ') {
        at--;
        throw bad("expected a control character to be escaped");
      }
      string.append(c == '\\' ? escaped() : c);
    }
    return string.toString();
  }

  private char escaped() {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int end = Math.min(at + 4, text.length());
        String digits = text.substring(at, end);
        if (!digits.matches("[0-9A-Fa-f]{4}")) {
          throw bad("expected four hexadecimal digits after \\u");
        }
        at = end;
        yield (char) Integer.parseInt(digits, 16);
      }
      default -> {
        at--;
        throw bad("expected one of \" \\ / b f n r t u after a backslash");
      }
    };
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw bad("expected a value");
    }
    at += word.length();
    return value;
  }

  private Number number() {
    Matcher matcher = NUMBER.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw bad("expected a value");
    }
    if (matcher.end() - at > MAX_DIGITS) {
      throw bad("a number of more than %d characters".formatted(MAX_DIGITS));
    }
    at = matcher.end();
    BigDecimal number = new BigDecimal(matcher.group());
    boolean whole = number.stripTrailingZeros().scale() <= 0;
    if (whole && number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0) {
      return number.intValue();
    }
    return number.doubleValue();
  }

  private void space() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private void require(char c) {
    if (peek() != c) {
      throw bad("expected '%s'".formatted(c));
    }
    at++;
  }

  /** The next character, or one that begins nothing at the end. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private char next() {
    if (at >= text.length()) {
      throw bad("expected '\"' at the end of a text");
    }
    return text.charAt(at++);
  }

  private IllegalArgumentException bad(String reason) {
    String before = text.substring(0, at);
    long line = before.chars().filter(c -> c == '\n').count() + 1;
    int column = at - before.lastIndexOf('\n');
    String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
    return new IllegalArgumentException(
        "%s is not JSON: line %d, column %d: %s; found %s"
            .formatted(source, line, column, reason, found));
  }
}
