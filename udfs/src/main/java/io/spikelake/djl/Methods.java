package io.spikelake.djl;

import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackLibrary;
import io.spikelake.reconstruct.OutputScale;
import io.spikelake.reconstruct.Reconstructor;
import io.spikelake.reconstruct.Reconstructors;
import io.spikelake.reconstruct.TemporalSpan;
import io.spikelake.variant.Parameter;
import io.spikelake.variant.Variant;
import io.spikelake.variant.VariantId;
import io.spikelake.variant.VariantRegistry;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every reconstruction method there is: the closed-form ones, and the networks of a library of
 * packs. An immutable value, made on the driver and sent to whoever computes.
 *
 * <p>The bare name of a network means its first release in the library, the newest version of it.
 */
public final class Methods implements Serializable {

  private static final long serialVersionUID = 1;

  private final PackLibrary library;
  private final transient VariantRegistry<NetworkSettings, Reconstructor> registry;

  private Methods(PackLibrary library) {
    this.library = library;
    this.registry = registry(library);
  }

  /**
   * @throws IllegalArgumentException if a pack has the name, release and version of another method
   */
  public static Methods of(PackLibrary library) {
    return new Methods(library);
  }

  private Object readResolve() {
    return of(library);
  }

  private static VariantRegistry<NetworkSettings, Reconstructor> registry(PackLibrary library) {
    List<Variant<NetworkSettings, Reconstructor>> all = new ArrayList<>();
    Reconstructors.registry().variants().forEach(method -> all.add(closedForm(method)));
    for (ModelPack pack : library.reconstructors()) {
      Families.requireFree(pack, Reconstructors.registry(), "method");
      all.add(network(pack));
    }
    return new VariantRegistry<>("method", all);
  }

  private static Variant<NetworkSettings, Reconstructor> closedForm(
      Variant<Void, Reconstructor> method) {
    return new Variant<>(
        method.name(),
        method.variant(),
        method.version(),
        method.parameters(),
        method.summary(),
        (id, settings) -> method.factory().create(id, null));
  }

  private static Variant<NetworkSettings, Reconstructor> network(ModelPack pack) {
    return new Variant<>(
        pack.manifest().name(),
        pack.manifest().release(),
        pack.manifest().version(),
        List.of(Parameter.oneOf(ModelPack.PACK, pack.shortDigest(), pack.shortDigest())),
        pack.manifest().summary(),
        (id, settings) -> NetworkReconstructor.open(pack, settings));
  }

  /** All methods, in the order in which they are to be listed, parameters at their defaults. */
  public List<VariantId> all() {
    return registry.variants().stream().map(Variant::defaultId).toList();
  }

  /** The methods with their parameters and summaries. */
  public List<Variant<NetworkSettings, Reconstructor>> variants() {
    return registry.variants();
  }

  /**
   * Completes what a user typed: {@code tfp} is {@code tfp/spike-zoo@1:window=41}, the name of a
   * pack its release, version and digest.
   *
   * @throws IllegalArgumentException if there is no such method, or an id names another pack than
   *     the library has; the message lists all, or says why an installed pack of that name cannot
   *     be used
   */
  public VariantId resolve(String typed) {
    return Families.resolve(typed, registry, library);
  }

  /** The pack of a complete id; empty for closed-form methods. */
  public Optional<ModelPack> pack(VariantId id) {
    return library.reconstructors().stream().filter(pack -> pack.id().equals(id)).findFirst();
  }

  /** The planes that a method reads; starts no engine. */
  public TemporalSpan span(VariantId id) {
    return pack(id)
        .map(pack -> pack.manifest().reconstructor().window().span())
        .orElseGet(() -> Reconstructors.create(id).span());
  }

  /** What the output of a method means; starts no engine. */
  public OutputScale scale(VariantId id) {
    return pack(id)
        .map(pack -> pack.manifest().reconstructor().frame().scale())
        .orElseGet(() -> Reconstructors.create(id).scale());
  }

  /**
   * Makes the method that a complete id names; one instance per thread. A network is a {@link
   * io.spikelake.reconstruct.BatchReconstructor}, to be closed.
   *
   * @param settings for networks
   * @throws IllegalArgumentException if there is no such method
   * @throws IllegalStateException if its network cannot be loaded, or does not do what its pack
   *     says
   */
  public Reconstructor create(VariantId id, NetworkSettings settings) {
    return registry.create(id, settings);
  }
}
