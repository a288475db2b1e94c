package io.spikelake.sql;

/** How a user names a variant to a function that has the name of the method or metric already. */
final class VariantText {

  private VariantText() {}

  /**
   * The id, perhaps incomplete, that is meant: of {@code niqe}, {@code live} is {@code niqe/live}
   * and {@code @2} is {@code niqe@2}; of {@code tfp}, {@code window=21} is {@code tfp:window=21}.
   * An id that starts with the name is taken as it is.
   *
   * @throws IllegalArgumentException if it is an id that starts with another name
   */
  static String of(String name, String text) {
    String variant = text.strip();
    if (variant.isEmpty() || variant.equals(name)) {
      return name;
    }
    char first = variant.charAt(0);
    if (first == '/' || first == '@' || first == ':') {
      return name + variant;
    }
    if (variant.startsWith(name) && "/@:".indexOf(variant.charAt(name.length())) >= 0) {
      return variant;
    }
    if (variant.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "'%s' is no variant of %s; expected one of it, such as %s/VARIANT@VERSION"
              .formatted(variant, name, name));
    }
    int equals = variant.indexOf('=');
    int colon = variant.indexOf(':');
    boolean parameters = equals >= 0 && (colon < 0 || equals < colon);
    return name + (parameters ? ':' : '/') + variant;
  }
}
