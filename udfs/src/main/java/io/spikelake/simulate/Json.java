package io.spikelake.simulate;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Writes maps, lists, numbers, booleans and texts as JSON, indented by two spaces. */
final class Json {

  private Json() {}

  static String write(Object value) {
    return write(value, "\n") + "\n";
  }

  private static String write(Object value, String newline) {
    String inner = newline + "  ";
    if (value instanceof Map<?, ?> map) {
      StringJoiner members = new StringJoiner("," + inner, "{" + inner, newline + "}");
      map.forEach((key, item) -> members.add(quoted(key.toString()) + ": " + write(item, inner)));
      return map.isEmpty() ? "{}" : members.toString();
    }
    if (value instanceof List<?> list) {
      StringJoiner items = new StringJoiner("," + inner, "[" + inner, newline + "]");
      list.forEach(item -> items.add(write(item, inner)));
      return list.isEmpty() ? "[]" : items.toString();
    }
    return value instanceof Number || value instanceof Boolean
        ? value.toString()
        : quoted(value.toString());
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
