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
 * <p>Keys are sorted, so that one computation has one spelling, and every parameter of the variant
 * is spelled out. No character of the grammar means anything to a shell. Example: {@code
 * tfp/spike-zoo@1:window=41}.
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
   * Reads a complete id. Short forms are the business of {@link VariantRegistry}, which knows the
   * defaults.
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
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "%s '%s' does not match %s".formatted(what, text, pattern.pattern()));
    }
  }
}
