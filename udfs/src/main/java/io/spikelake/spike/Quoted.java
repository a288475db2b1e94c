package io.spikelake.spike;

/**
 * Text out of a file, or its name, for messages: they end up in tables, logs and on terminals,
 * where nobody should have to trust it.
 */
final class Quoted {

  private static final int MOST_CHARACTERS = 200;

  private Quoted() {}

  /** The text with control characters as {@code \}{@code uXXXX}. */
  static String escaped(String text) {
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    StringBuilder escaped = new StringBuilder();
    for (char c : text.toCharArray()) {
      escaped.append(Character.isISOControl(c) ? "\\u%04x".formatted((int) c) : c);
    }
    return escaped.toString();
  }

  /** The start of the text, escaped, and how long it is if that is not all. */
  static String start(String text) {
    return text.length() <= MOST_CHARACTERS
        ? escaped(text)
        : "%s... (%d characters)"
            .formatted(escaped(text.substring(0, MOST_CHARACTERS)), text.length());
  }
}
