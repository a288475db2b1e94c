package io.spikelake.quality;

import io.spikelake.image.GrayImage;
import io.spikelake.variant.VariantId;

/**
 * Scores one image.
 *
 * <p>Deterministic; may reuse work space, and is therefore for one thread at a time. Degenerate
 * input gives a {@link MetricStatus}, never an exception and never NaN as a score.
 */
public interface QualityMetric {

  /** The complete id, every parameter included. */
  VariantId id();

  /** Whether smaller is better, which the name of a metric decides unless it says so itself. */
  default boolean lowerIsBetter() {
    return !QualityMetrics.HIGHER_IS_BETTER.contains(id().name());
  }

  /** Whether a reference image is needed. */
  boolean needsReference();

  /**
   * @param image toned image, nominally 0..1; not modified
   * @param reference image of the same scene, 0..1, or null where there is none; not modified
   */
  MetricResult score(GrayImage image, GrayImage reference);

  /** Whether it is needed what an image shows. */
  default boolean needsLabel() {
    return false;
  }

  /**
   * Scores an image of which it may be known what it shows.
   *
   * @param image as above
   * @param reference as above
   * @param label name of the class of what the image shows, or null where it is unknown
   */
  default MetricResult score(GrayImage image, GrayImage reference, String label) {
    return score(image, reference);
  }
}
