package io.spikelake.pack;

import io.spikelake.variant.VariantId;
import java.io.Serializable;
import java.util.Map;

/**
 * What {@code pack.json} says.
 *
 * @param name the method or metric
 * @param release which weights; two releases never share an id
 * @param version rises when the same release gives other numbers
 * @param sha256 digest of the model file
 * @param license of the weights
 * @param source where they are from
 * @param summary one line
 * @param parameters numbers in weights and biases
 * @param cost null if not stated
 * @param gpuDifference largest difference between CPU and GPU that was seen, NaN if none was looked
 *     at
 * @param gpuDevice where it was seen, or null
 * @param tolerance largest difference from the golden output
 */
public record PackManifest(
    String name,
    String release,
    int version,
    PackFormat format,
    String sha256,
    String license,
    String source,
    String paper,
    String summary,
    WeightRelease weights,
    PackContract contract,
    long parameters,
    PackCost cost,
    double gpuDifference,
    String gpuDevice,
    double tolerance)
    implements Serializable {

  public static final String FILE = "pack.json";

  public PackManifest {
    // Refuses words that no id can have.
    VariantId.of(name, release, version, Map.of());
  }

  /** The contract of a pack that makes frames. */
  public ReconstructorContract reconstructor() {
    if (contract instanceof ReconstructorContract reconstructor) {
      return reconstructor;
    }
    throw new IllegalArgumentException(
        "Pack %s/%s is a metric; expected one that makes frames".formatted(name, release));
  }

  /** The contract of a pack that scores images. */
  public MetricContract metric() {
    if (contract instanceof MetricContract metric) {
      return metric;
    }
    throw new IllegalArgumentException(
        "Pack %s/%s makes frames; expected a metric".formatted(name, release));
  }

  /** {@code reconstructor} or {@code metric}. */
  public String kind() {
    return contract instanceof MetricContract ? "metric" : "reconstructor";
  }

  /** The id without what depends on the content: {@code name/release@version}. */
  public String family() {
    return name + "/" + release + "@" + version;
  }

  /** What the output of a metric is compared with, or null. */
  MetricContract.Classifier classifier() {
    return contract instanceof MetricContract metric ? metric.classifier() : null;
  }
}
