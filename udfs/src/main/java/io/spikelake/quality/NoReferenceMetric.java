package io.spikelake.quality;

import io.spikelake.image.GrayImage;
import io.spikelake.quality.nss.FlatAreas;
import io.spikelake.variant.VariantId;

/**
 * A metric that scores an image by itself, by the local contrast of its grey levels.
 *
 * <p>No score: {@link MetricStatus#NOT_FINITE} if a level is not a finite number, {@link
 * MetricStatus#TOO_SMALL}, and {@link MetricStatus#CONSTANT} if all levels are equal; looked for in
 * this order. An image of one finite value throughout is constant even if its levels are not
 * finite.
 */
abstract class NoReferenceMetric implements QualityMetric {

  private final VariantId id;

  NoReferenceMetric(VariantId id) {
    this.id = id;
  }

  /** Grey levels on the scale 0..255, row-major, as the program that is followed makes them. */
  abstract double[] levels(GrayImage image);

  /** Whether an image is large enough. */
  abstract boolean fits(int width, int height);

  /**
   * Scores an image that is large enough.
   *
   * @param grey finite levels, not all equal, row-major; not modified
   * @param flat the flat fraction, for the result
   */
  abstract MetricResult measure(double[] grey, int width, int height, double flat);

  @Override
  public final VariantId id() {
    return id;
  }

  @Override
  public final boolean needsReference() {
    return false;
  }

  @Override
  public final MetricResult score(GrayImage image, GrayImage reference) {
    double[] grey = levels(image);
    boolean constant = GreyLevels.isConstant(image);
    if (!constant && !GreyLevels.areFinite(grey)) {
      return MetricResult.without(MetricStatus.NOT_FINITE);
    }
    int width = image.width();
    int height = image.height();
    double flat = constant ? 1 : FlatAreas.fraction(grey, width, height);
    if (!fits(width, height)) {
      return MetricResult.without(MetricStatus.TOO_SMALL, flat, 0);
    }
    return constant || GreyLevels.areConstant(grey)
        ? MetricResult.without(MetricStatus.CONSTANT, flat, 0)
        : measure(grey, width, height, flat);
  }
}
