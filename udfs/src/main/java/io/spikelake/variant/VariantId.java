package io.spikelake.variant;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Full name of one way to compute something: {@code name/variant@version[:key=value]*}.
 *
 * <p>Keys are sorted and every parameter of the variant is spelled out; ids from a {@link
 * VariantRegistry} also have one spelling per value, so that one computation has one id. No
 * character of the grammar means anything to a shell. Example: {@code tfp/spike-zoo@1:window=41}.
 *
 * @param name what is computed, such as {@code tfp} or {@code niqe}
 * @param variant whose definition of it, such as {@code spike-zoo} or {@code live}
 * @param version rises when the same definition starts to give other numbers
 * @param parameters the parameters in key order; unmodifiable
 */
public record VariantId(
    String name, String variant, int version, SortedMap<String, String> parameters)
    implements Comparable<VariantId>, Serializable {

  private static final Pattern WORD = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._+-]+");

  /** A repeated group takes stack for every time that it fits. */
  private static final int MAX_CHARACTERS = 200;

  public VariantId {
    require(WORD, name, "Name");
    require(WORD, variant, "Variant");
    if (version < 1) {
      throw new IllegalArgumentException("Version must be 1 or more: " + version);
    }
    parameters.forEach(
        (key, value) -> {
          require(WORD, key, "Parameter name");
          require(VALUE, value, "Parameter value");
        });
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  public static VariantId of(
      String name, String variant, int version, Map<String, String> parameters) {
    return new VariantId(name, variant, version, new TreeMap<>(parameters));
  }

  /**
   * Reads a complete id and keeps its values as they are spelled. Short forms and the one spelling
   * of each value are the business of {@link VariantRegistry}, which knows the parameters.
   *
   * @throws IllegalArgumentException if variant or version is missing or a part is malformed
   */
  public static VariantId parse(String text) {
    PartialId partial = PartialId.parse(text);
    if (partial.variant() == null || partial.version() == null) {
      throw new IllegalArgumentException(
          "Not a complete id: '%s'; expected name/variant@version[:key=value]*".formatted(text));
    }
    return of(partial.name(), partial.variant(), partial.version(), partial.parameters());
  }

  /** The id without its parameters: {@code name/variant@version}. */
  public String family() {
    return name + "/" + variant + "@" + version;
  }

  /** The value of a parameter that the variant declares. */
  public String text(String parameter) {
    String text = parameters.get(parameter);
    if (text == null) {
      throw new IllegalArgumentException("%s lacks parameter '%s'".formatted(this, parameter));
    }
    return text;
  }

  /** The value of a {@link Parameter#integer}. */
  public int integer(String parameter) {
    return Integer.parseInt(text(parameter));
  }

  /** The value of a {@link Parameter#number}. */
  public double number(String parameter) {
    return Double.parseDouble(text(parameter));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(family());
    parameters.forEach((key, value) -> text.append(':').append(key).append('=').append(value));
    return text.toString();
  }

  @Override
  public int compareTo(VariantId other) {
    return toString().compareTo(other.toString());
  }

  private static void require(Pattern pattern, String text, String what) {
    if (text.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException(
          "%s of %d characters; expected at most %d"
              .formatted(what, text.length(), MAX_CHARACTERS));
    }
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "%s '%s' does not match %s".formatted(what, text, pattern.pattern()));
    }
  }
}
