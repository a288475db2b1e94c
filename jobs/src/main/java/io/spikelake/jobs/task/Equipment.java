package io.spikelake.jobs.task;

import io.spikelake.djl.Methods;
import io.spikelake.djl.MetricCatalogue;
import io.spikelake.executor.NetworkOptions;
import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackLibrary;
import io.spikelake.quality.QualityModels;
import io.spikelake.variant.VariantId;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a run computes with: an immutable value that is made on the driver and sent to every
 * executor.
 *
 * @param models trained parameters of metrics
 * @param packs networks
 * @param networks how networks run
 */
public record Equipment(QualityModels models, PackLibrary packs, NetworkOptions networks)
    implements Serializable {

  /** Nothing but what comes with SpikeLake. */
  public static Equipment bundled() {
    return new Equipment(QualityModels.bundled(), PackLibrary.bundled(), NetworkOptions.DEFAULT);
  }

  /** Every method there is. */
  public Methods methods() {
    return Methods.of(packs);
  }

  /** Every metric there is. */
  public MetricCatalogue metrics() {
    return MetricCatalogue.of(packs);
  }

  /**
   * Complete ids of methods as typed.
   *
   * @throws IllegalArgumentException if there is no such method
   */
  public List<String> methodIds(List<String> typed) {
    Methods all = methods();
    return typed.stream().map(id -> all.resolve(id).toString()).toList();
  }

  /**
   * Complete ids of metrics as typed.
   *
   * @throws IllegalArgumentException if there is no such metric or its model is not configured
   */
  public List<String> metricIds(List<String> typed) {
    MetricCatalogue all = metrics();
    return typed.stream().map(id -> all.resolve(id, models).toString()).toList();
  }

  /**
   * Whether a metric compares with a ground truth; starts no engine.
   *
   * @param metric complete id
   * @throws IllegalArgumentException if there is no such metric or its model is not configured
   */
  public boolean needsReference(String metric) {
    return metrics().needsReference(VariantId.parse(metric), models);
  }

  /**
   * The networks among some methods and metrics.
   *
   * @param methods complete ids
   * @param metrics complete ids
   */
  public List<ModelPack> networksAmong(List<String> methods, List<String> metrics) {
    Methods allMethods = methods();
    MetricCatalogue allMetrics = metrics();
    return Stream.concat(
            methods.stream().flatMap(id -> allMethods.pack(VariantId.parse(id)).stream()),
            metrics.stream().flatMap(id -> allMetrics.pack(VariantId.parse(id)).stream()))
        .distinct()
        .toList();
  }

  /** Whether any of some metrics is a network. */
  boolean anyNetwork(List<String> metrics) {
    MetricCatalogue all = metrics();
    return metrics.stream().anyMatch(metric -> all.pack(VariantId.parse(metric)).isPresent());
  }
}
