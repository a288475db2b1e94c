package io.spikelake.variant;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The variants of one kind of thing, in the order in which they are to be listed. The first variant
 * registered under a name is what the bare name means.
 *
 * @param <C> what making a thing needs besides its parameters
 * @param <T> what is made
 */
public final class VariantRegistry<C, T> {

  private final String kind;
  private final List<Variant<C, T>> variants;

  /**
   * @param kind the word for such a thing in error messages, such as "method"
   */
  public VariantRegistry(String kind, List<Variant<C, T>> variants) {
    this.kind = kind;
    this.variants = List.copyOf(variants);
    long distinct = variants.stream().map(v -> v.defaultId().family()).distinct().count();
    if (distinct != variants.size()) {
      throw new IllegalArgumentException(
          "A %s is registered twice: %s".formatted(kind, families()));
    }
  }

  public List<Variant<C, T>> variants() {
    return variants;
  }

  /**
   * Completes what a user typed to a full id: {@code tfp} becomes {@code
   * tfp/spike-zoo@1:window=41}. Without a version the newest is meant. Values get their one
   * spelling, see {@link Parameter}.
   *
   * @throws IllegalArgumentException if nothing registered has that name; the message lists what
   *     there is; or if a parameter is unknown or does not take its value
   */
  public VariantId resolve(String text) {
    PartialId partial = PartialId.parse(text);
    return find(partial, text).complete(partial.parameters());
  }

  /**
   * Makes the thing that an id names, which then bears the id that {@link #resolve} gives.
   *
   * @throws IllegalArgumentException as {@link #resolve}, or if the context lacks what the variant
   *     needs
   */
  public T create(VariantId id, C context) {
    PartialId partial = new PartialId(id.name(), id.variant(), id.version(), id.parameters());
    Variant<C, T> variant = find(partial, id.toString());
    return variant.factory().create(variant.complete(id.parameters()), context);
  }

  private Variant<C, T> find(PartialId partial, String text) {
    String variant = partial.variant() == null ? defaultVariant(partial) : partial.variant();
    return variants.stream()
        .filter(v -> v.name().equals(partial.name()) && v.variant().equals(variant))
        .filter(v -> partial.version() == null || v.version() == partial.version())
        .max((a, b) -> Integer.compare(a.version(), b.version()))
        .orElseThrow(() -> unknown(text));
  }

  private String defaultVariant(PartialId partial) {
    return variants.stream()
        .filter(v -> v.name().equals(partial.name()))
        .map(Variant::variant)
        .findFirst()
        .orElse("");
  }

  private IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "Unknown %s '%s'; known are %s".formatted(kind, text, families()));
  }

  private String families() {
    return variants.stream().map(v -> v.defaultId().toString()).collect(Collectors.joining(", "));
  }
}
