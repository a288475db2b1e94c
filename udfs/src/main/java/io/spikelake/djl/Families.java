package io.spikelake.djl;

import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackLibrary;
import io.spikelake.variant.VariantId;
import io.spikelake.variant.VariantRegistry;

/** Names that packs share with what is built in. */
final class Families {

  private Families() {}

  /**
   * @param kind the word for what is built in, for the message
   * @throws IllegalArgumentException if a pack has the name of something built in
   */
  static void requireFree(ModelPack pack, VariantRegistry<?, ?> builtIn, String kind) {
    String family = pack.manifest().family();
    if (builtIn.variants().stream().anyMatch(v -> v.defaultId().family().equals(family))) {
      throw new IllegalArgumentException(
          "%s has the name of a %s that is built in; give the pack another name or release"
              .formatted(pack, kind));
    }
  }

  /**
   * Completes an id.
   *
   * @throws IllegalArgumentException if it is not registered; says why, where it means an installed
   *     pack that cannot be used
   */
  static VariantId resolve(String typed, VariantRegistry<?, ?> registry, PackLibrary library) {
    try {
      return registry.resolve(typed);
    } catch (IllegalArgumentException e) {
      library.requireUsable(typed);
      throw e;
    }
  }
}
