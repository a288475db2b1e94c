package io.spikelake.quality;

import io.spikelake.image.GrayImage;
import io.spikelake.variant.VariantId;

/**
 * A metric that compares an image with a reference of the same size, pixel by pixel.
 *
 * <p>No score: {@link MetricStatus#NO_REFERENCE}, {@link MetricStatus#SIZE_MISMATCH}, {@link
 * MetricStatus#TOO_SMALL}, and {@link MetricStatus#NOT_FINITE} if a pixel of either image is not a
 * finite number; looked for in this order.
 */
abstract class ReferenceMetric implements QualityMetric {

  private final VariantId id;
  private final int minSide;

  /**
   * @param minSide shortest side of an image that can be compared
   */
  ReferenceMetric(VariantId id, int minSide) {
    this.id = id;
    this.minSide = minSide;
  }

  /** Compares finite images of one size, no side shorter than the least. */
  abstract MetricResult compare(GrayImage image, GrayImage reference);

  @Override
  public final VariantId id() {
    return id;
  }

  @Override
  public final boolean needsReference() {
    return true;
  }

  @Override
  public final MetricResult score(GrayImage image, GrayImage reference) {
    if (reference == null) {
      return MetricResult.without(MetricStatus.NO_REFERENCE);
    }
    if (image.width() != reference.width() || image.height() != reference.height()) {
      return MetricResult.without(MetricStatus.SIZE_MISMATCH);
    }
    if (Math.min(image.width(), image.height()) < minSide) {
      return MetricResult.without(MetricStatus.TOO_SMALL);
    }
    if (!isFinite(image) || !isFinite(reference)) {
      return MetricResult.without(MetricStatus.NOT_FINITE);
    }
    return compare(image, reference);
  }

  static MetricResult ok(double score) {
    return MetricResult.ok(score, Double.NaN, 0);
  }

  private static boolean isFinite(GrayImage image) {
    for (float pixel : image.pixels()) {
      if (!Float.isFinite(pixel)) {
        return false;
      }
    }
    return true;
  }
}
