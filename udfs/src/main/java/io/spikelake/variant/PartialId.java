package io.spikelake.variant;

import java.util.Map;
import java.util.TreeMap;

/** An id as a user types it: variant, version and parameters may be left to their defaults. */
record PartialId(String name, String variant, Integer version, Map<String, String> parameters) {

  static PartialId parse(String text) {
    String[] parts = text.strip().split(":", -1);
    String head = parts[0];
    Integer version = null;
    int at = head.indexOf('@');
    if (at >= 0) {
      version = parseVersion(head.substring(at + 1), text);
      head = head.substring(0, at);
    }
    int slash = head.indexOf('/');
    String name = slash < 0 ? head : head.substring(0, slash);
    String variant = slash < 0 ? null : head.substring(slash + 1);
    if (name.isEmpty() || (variant != null && variant.isEmpty())) {
      throw malformed(text);
    }
    return new PartialId(name, variant, version, parseParameters(parts, text));
  }

  private static Map<String, String> parseParameters(String[] parts, String text) {
    Map<String, String> parameters = new TreeMap<>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals <= 0 || equals == parts[i].length() - 1) {
        throw malformed(text);
      }
      String key = parts[i].substring(0, equals);
      if (parameters.put(key, parts[i].substring(equals + 1)) != null) {
        throw new IllegalArgumentException(
            "Parameter '%s' is given twice in '%s'".formatted(key, text));
      }
    }
    return parameters;
  }

  private static int parseVersion(String digits, String text) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw malformed(text);
    }
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "Malformed id '%s'; expected name[/variant][@version][:key=value]*".formatted(text));
  }
}
