package io.spikelake.dataset;

import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A glob or regular expression, checked when it is made, that compares by its text. Case matters.
 */
public final class PathPattern implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int MAX_CHARACTERS = 1000;

  private final String text;
  private final Pattern pattern;

  private PathPattern(String text, Pattern pattern) {
    this.text = text;
    this.pattern = pattern;
  }

  /**
   * A regular expression of {@link Pattern}.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  public static PathPattern regex(String text) {
    requireShort(text);
    try {
      return new PathPattern(text, Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'%s' is not a regular expression: %s at position %d"
              .formatted(text, e.getDescription(), e.getIndex()),
          e);
    }
  }

  /**
   * A glob over a whole path relative to the input root: {@code *} and {@code ?} stay inside one
   * path element, {@code **} crosses elements and {@code **}{@code /} also stands for none, {@code
   * [0-9]} is one character of a set, <code>{a,b}</code> is either.
   *
   * @throws IllegalArgumentException if it is malformed, absolute, or written with backslashes
   */
  public static PathPattern glob(String text) {
    requireShort(text);
    return new PathPattern(text, GlobSyntax.compile(text));
  }

  /** Nesting and length of a pattern take stack when it is compiled and when it is matched. */
  private static void requireShort(String text) {
    if (text.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException(
          "A pattern of %d characters, '%s...'; expected at most %d"
              .formatted(text.length(), text.substring(0, 40), MAX_CHARACTERS));
    }
  }

  /** Whether a whole path fits. */
  public boolean matches(String path) {
    return pattern.matcher(path).matches();
  }

  /** The first place in a text that fits, with its groups. */
  Optional<Matcher> find(String where) {
    Matcher matcher = pattern.matcher(where);
    return matcher.find() ? Optional.of(matcher) : Optional.empty();
  }

  /** Number of capturing groups. */
  int groups() {
    return pattern.matcher("").groupCount();
  }

  /** As it was written. */
  public String text() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PathPattern that && that.pattern.pattern().equals(pattern.pattern());
  }

  @Override
  public int hashCode() {
    return pattern.pattern().hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
