package io.spikelake.djl;

import io.spikelake.pack.MetricContract;
import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackLibrary;
import io.spikelake.quality.QualityMetric;
import io.spikelake.quality.QualityMetrics;
import io.spikelake.quality.QualityModels;
import io.spikelake.variant.Parameter;
import io.spikelake.variant.Variant;
import io.spikelake.variant.VariantId;
import io.spikelake.variant.VariantRegistry;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every metric there is: those of {@link QualityMetrics}, and the networks of a library of packs.
 * An immutable value, made on the driver and sent to whoever scores.
 */
public final class MetricCatalogue implements Serializable {

  private static final long serialVersionUID = 1;

  private final PackLibrary library;
  private final transient VariantRegistry<Needs, QualityMetric> registry;

  /** What making a metric needs. */
  private record Needs(QualityModels models, NetworkSettings settings) {}

  private MetricCatalogue(PackLibrary library) {
    this.library = library;
    List<Variant<Needs, QualityMetric>> all = new ArrayList<>();
    QualityMetrics.registry().variants().forEach(metric -> all.add(computed(metric)));
    for (ModelPack pack : library.metrics()) {
      Families.requireFree(pack, QualityMetrics.registry(), "metric");
      all.add(network(pack));
    }
    this.registry = new VariantRegistry<>("metric", all);
  }

  /**
   * @throws IllegalArgumentException if a pack has the name, release and version of another metric
   */
  public static MetricCatalogue of(PackLibrary library) {
    return new MetricCatalogue(library);
  }

  private Object readResolve() {
    return of(library);
  }

  private static Variant<Needs, QualityMetric> computed(
      Variant<QualityModels, QualityMetric> metric) {
    return new Variant<>(
        metric.name(),
        metric.variant(),
        metric.version(),
        metric.parameters(),
        metric.summary(),
        (id, needs) -> metric.factory().create(id, needs.models()));
  }

  private static Variant<Needs, QualityMetric> network(ModelPack pack) {
    return new Variant<>(
        pack.manifest().name(),
        pack.manifest().release(),
        pack.manifest().version(),
        List.of(Parameter.oneOf(ModelPack.PACK, pack.shortDigest(), pack.shortDigest())),
        pack.manifest().summary(),
        (id, needs) -> NetworkMetric.open(pack, needs.settings()));
  }

  /** All metrics, in the order in which they are to be listed, parameters at their defaults. */
  public List<VariantId> all() {
    return registry.variants().stream().map(Variant::defaultId).toList();
  }

  /**
   * Completes what a user typed to a full id, as {@link QualityMetrics#resolve} does; the name of a
   * pack gets its release, version and digest.
   *
   * @throws IllegalArgumentException if there is no such metric; the message lists all, or says why
   *     an installed pack of that name cannot be used
   */
  public VariantId resolve(String typed, QualityModels models) {
    VariantId id = Families.resolve(typed, registry, library);
    return pack(id).isPresent() ? id : QualityMetrics.resolve(typed, models);
  }

  /** The pack of a complete id; empty for metrics that are no networks. */
  public Optional<ModelPack> pack(VariantId id) {
    return library.metrics().stream().filter(pack -> pack.id().equals(id)).findFirst();
  }

  /** Whether smaller is better; starts no engine. */
  public boolean lowerIsBetter(VariantId id) {
    return contract(id)
        .map(MetricContract::lowerIsBetter)
        .orElseGet(() -> !QualityMetrics.HIGHER_IS_BETTER.contains(id.name()));
  }

  /**
   * Whether a reference image is needed; starts no engine.
   *
   * @throws IllegalArgumentException if there is no such metric or its model is not configured
   */
  public boolean needsReference(VariantId id, QualityModels models) {
    return contract(id)
        .map(contract -> contract.images() > 1)
        .orElseGet(() -> QualityMetrics.create(id, models).needsReference());
  }

  /** Whether it must be known what an image shows; starts no engine. */
  public boolean needsLabel(VariantId id) {
    return contract(id).map(contract -> contract.classifier() != null).orElse(false);
  }

  private Optional<MetricContract> contract(VariantId id) {
    return pack(id).map(pack -> pack.manifest().metric());
  }

  /** Whether {@link #create} has the model that a complete id needs; starts no engine. */
  public boolean isAvailable(VariantId id, QualityModels models) {
    return pack(id).isPresent() || QualityMetrics.isAvailable(id, models);
  }

  /**
   * Makes the metric that a complete id names; one instance per thread. A network is {@link
   * AutoCloseable}, to be closed.
   *
   * @param settings for networks
   * @throws IllegalArgumentException if there is no such metric or its model is not configured
   * @throws IllegalStateException if its network cannot be loaded, or does not do what its pack
   *     says
   */
  public QualityMetric create(VariantId id, QualityModels models, NetworkSettings settings) {
    return registry.create(id, new Needs(models, settings));
  }
}
