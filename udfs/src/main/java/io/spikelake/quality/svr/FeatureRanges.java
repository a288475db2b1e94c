package io.spikelake.quality.svr;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The range of each feature over the training set, which is mapped to -1..1. Features outside the
 * range go outside -1..1; nothing is clamped.
 *
 * <p>Immutable; the arrays are copied on the way in and out.
 *
 * @param min what becomes -1, per feature
 * @param max what becomes 1, per feature; above min
 */
public record FeatureRanges(double[] min, double[] max) implements Serializable {

  /**
   * @throws IllegalArgumentException if the sizes differ or are 0, or a range is empty or not
   *     finite
   */
  public FeatureRanges {
    if (min.length != max.length || min.length == 0) {
      throw new IllegalArgumentException(
          "%d minima and %d maxima are not ranges".formatted(min.length, max.length));
    }
    min = min.clone();
    max = max.clone();
    for (int i = 0; i < min.length; i++) {
      if (!(min[i] < max[i]) || Double.isInfinite(min[i]) || Double.isInfinite(max[i])) {
        throw new IllegalArgumentException(
            "The range of feature %d is %s..%s".formatted(i + 1, min[i], max[i]));
      }
    }
  }

  @Override
  public double[] min() {
    return min.clone();
  }

  @Override
  public double[] max() {
    return max.clone();
  }

  /** How many features there are. */
  public int size() {
    return min.length;
  }

  /**
   * @param features as many as there are ranges; not modified
   */
  public double[] scale(double[] features) {
    requireSize(features.length);
    double[] scaled = new double[features.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = -1 + 2 * (features[i] - min[i]) / (max[i] - min[i]);
    }
    return scaled;
  }

  private void requireSize(int length) {
    if (length != min.length) {
      throw new IllegalArgumentException(
          "%d features do not fit %d ranges".formatted(length, min.length));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureRanges ranges
        && Arrays.equals(min, ranges.min)
        && Arrays.equals(max, ranges.max);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(min) + Arrays.hashCode(max);
  }

  @Override
  public String toString() {
    return "FeatureRanges[" + min.length + "]";
  }
}
