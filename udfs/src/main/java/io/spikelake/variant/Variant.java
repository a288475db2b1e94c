package io.spikelake.variant;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One registered way to compute something: its names, its parameters, and how to make it.
 *
 * @param <C> what making it needs besides its parameters (trained models, a device), or {@link
 *     Void}
 * @param <T> what is made
 */
public record Variant<C, T>(
    String name,
    String variant,
    int version,
    List<Parameter> parameters,
    String summary,
    Factory<C, T> factory) {

  /** Makes the thing that an id names. */
  @FunctionalInterface
  public interface Factory<C, T> {
    /**
     * @param id complete and canonical: every parameter of the variant, in its one spelling
     * @throws IllegalArgumentException if the context lacks what the variant needs
     */
    T create(VariantId id, C context);
  }

  public Variant {
    parameters = List.copyOf(parameters);
  }

  /** The id with every parameter at its default. */
  public VariantId defaultId() {
    return complete(Map.of());
  }

  /**
   * The id with what is given in its one spelling and the other parameters at their defaults.
   *
   * @throws IllegalArgumentException if there is no such parameter or it does not take the value
   */
  VariantId complete(Map<String, String> given) {
    VariantId asked = VariantId.of(name, variant, version, given);
    Map<String, String> all = new TreeMap<>();
    for (Parameter parameter : parameters) {
      String value = asked.parameters().getOrDefault(parameter.name(), parameter.byDefault());
      all.put(parameter.name(), parameter.canonical(value, asked.family()));
    }
    for (String key : asked.parameters().keySet()) {
      if (!all.containsKey(key)) {
        throw new IllegalArgumentException(
            "%s has no parameter '%s'; it has %s"
                .formatted(asked.family(), key, all.isEmpty() ? "none" : all.keySet()));
      }
    }
    return VariantId.of(name, variant, version, all);
  }
}
