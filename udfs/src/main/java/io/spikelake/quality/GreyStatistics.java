package io.spikelake.quality;

import io.spikelake.image.GrayImage;
import io.spikelake.quality.nss.Border;
import io.spikelake.quality.nss.FlatAreas;
import io.spikelake.quality.nss.GaussianWindow;
import io.spikelake.quality.nss.Mscn;
import io.spikelake.quality.nss.Plane;
import java.util.EnumMap;
import java.util.Map;

/**
 * The grey levels of an image under one rule, and what metrics derive from them, each thing
 * computed when it is first asked for and at most once per image. Memory is kept from image to
 * image.
 */
final class GreyStatistics {

  private final GreyLevels rule;
  private final Plane levels = new Plane();
  private final Plane contrast = new Plane();
  private final Map<NiqeArithmetic, NiqePatches> niqe = new EnumMap<>(NiqeArithmetic.class);
  private final Mscn mscn = new Mscn(GaussianWindow.DOUBLE, Border.REPLICATE, 0);
  private final FlatAreas flatAreas = new FlatAreas();
  private boolean constant;
  private boolean finite;
  private boolean hasContrast;
  private double flatFraction;

  GreyStatistics(GreyLevels rule) {
    this.rule = rule;
  }

  /** Takes the levels of an image and forgets everything derived from the one before. */
  void set(GrayImage image) {
    constant = GreyLevels.isConstant(image);
    finite = rule.of(image, levels);
    hasContrast = false;
    flatFraction = constant ? 1 : Double.NaN;
    niqe.values().forEach(NiqePatches::forget);
  }

  /** 0..255, or beyond it if the rule does not limit them; not to be modified. */
  Plane levels() {
    return levels;
  }

  /** Whether all pixels of the image are one finite number. */
  boolean isConstant() {
    return constant;
  }

  /** Whether every level is finite. */
  boolean isFinite() {
    return finite;
  }

  /** Whether all levels are equal. */
  boolean hasOneLevel() {
    double[] values = levels.values();
    int count = levels.width() * levels.height();
    for (int i = 1; i < count; i++) {
      if (values[i] != values[0]) {
        return false;
      }
    }
    return true;
  }

  /** What {@link FlatAreas} measures; 1 for a constant image. The levels must be finite. */
  double flatFraction() {
    if (Double.isNaN(flatFraction)) {
      flatFraction = flatAreas.fraction(levels);
    }
    return flatFraction;
  }

  /**
   * MSCN coefficients in the arithmetic of MATLAB, edges replicated, and continued likewise beyond
   * the right and the bottom edge up to whole blocks of PIQE. Not to be modified.
   */
  Plane contrast() {
    if (!hasContrast) {
      contrast.resize(PiqeBlocks.whole(levels.width()), PiqeBlocks.whole(levels.height()));
      long flat = mscn.update(levels, 0, 0, contrast.width(), contrast.height(), contrast);
      flatFraction = (double) flat / ((long) levels.width() * levels.height());
      hasContrast = true;
    }
    return contrast;
  }

  /** One row of features for every patch of NIQE that fits into the image. */
  double[][] niqeFeatures(NiqeArithmetic arithmetic) {
    return niqe.computeIfAbsent(arithmetic, NiqePatches::new).features(this);
  }
}
