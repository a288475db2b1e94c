package io.spikelake.variant;

import java.util.Map;
import java.util.TreeMap;

/**
 * One registered way to compute something: its names, its parameters with their defaults, and how
 * to make it.
 *
 * @param <C> what making it needs besides its parameters (trained models, a device), or {@link
 *     Void}
 * @param <T> what is made
 */
public record Variant<C, T>(
    String name,
    String variant,
    int version,
    Map<String, String> defaults,
    String summary,
    Factory<C, T> factory) {

  /** Makes the thing that an id names. */
  @FunctionalInterface
  public interface Factory<C, T> {
    /**
     * @throws IllegalArgumentException if a parameter value is out of range or the context lacks
     *     what the variant needs
     */
    T create(VariantId id, C context);
  }

  public Variant {
    defaults = Map.copyOf(defaults);
  }

  /** The id with every parameter at its default. */
  public VariantId defaultId() {
    return VariantId.of(name, variant, version, defaults);
  }

  VariantId complete(Map<String, String> given) {
    for (String key : given.keySet()) {
      if (!defaults.containsKey(key)) {
        throw new IllegalArgumentException(
            "%s has no parameter '%s'; it has %s"
                .formatted(
                    defaultId().family(),
                    key,
                    defaults.isEmpty() ? "none" : new TreeMap<>(defaults).keySet()));
      }
    }
    Map<String, String> all = new TreeMap<>(defaults);
    all.putAll(given);
    return VariantId.of(name, variant, version, all);
  }
}
