package io.spikelake.quality;

import io.spikelake.image.GrayImage;
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
  private final GreyLevels levels;
  private ScoredImage own;

  /**
   * @param levels grey levels on the scale 0..255, as the program that is followed makes them
   */
  NoReferenceMetric(VariantId id, GreyLevels levels) {
    this.id = id;
    this.levels = levels;
  }

  /** Whether an image is large enough. */
  abstract boolean fits(int width, int height);

  /**
   * Scores an image that is large enough.
   *
   * @param grey finite levels, not all equal
   */
  abstract MetricResult measure(GreyStatistics grey);

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
    if (own == null) {
      own = new ScoredImage();
    }
    own.set(image);
    return score(own);
  }

  /** Of the image that was scored last by {@link #score(GrayImage, GrayImage)}. */
  final GreyStatistics last() {
    return own.grey(levels);
  }

  /** Scores an image of which other metrics have derived things, or will. */
  final MetricResult score(ScoredImage image) {
    GreyStatistics grey = image.grey(levels);
    if (!grey.isConstant() && !grey.isFinite()) {
      return MetricResult.without(MetricStatus.NOT_FINITE);
    }
    if (!fits(grey.levels().width(), grey.levels().height())) {
      return MetricResult.without(MetricStatus.TOO_SMALL, grey.flatFraction(), 0);
    }
    return grey.isConstant() || grey.hasOneLevel()
        ? MetricResult.without(MetricStatus.CONSTANT, grey.flatFraction(), 0)
        : measure(grey);
  }
}
