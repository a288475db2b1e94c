package io.spikelake.quality.nss;

/**
 * The grid on which the shape alpha of a generalised Gaussian is looked for: 0.2, 0.201, ..., 10,
 * with the moment ratio of each shape.
 *
 * <pre>{@code R(alpha) = gamma(2/alpha)^2 / (gamma(1/alpha) gamma(3/alpha))}</pre>
 *
 * which is {@code mean(|v|)^2 / mean(v^2)} of the distribution and rises strictly with alpha. The
 * published code compares a measured ratio with every entry and takes the first of the nearest
 * ones. The searches here give exactly that entry, in a dozen steps.
 */
public final class ShapeGrid {

  private static final int SIZE = 9801;
  private static final double[] RATIO = new double[SIZE];
  private static final double[] INVERSE_RATIO = new double[SIZE];
  private static final double[] SCALE_PER_SIGMA = new double[SIZE];
  private static final double[] MEAN_PER_SCALE = new double[SIZE];

  static {
    for (int i = 0; i < SIZE; i++) {
      double alpha = alpha(i);
      double first = LogGamma.of(1 / alpha);
      double second = LogGamma.of(2 / alpha);
      double third = LogGamma.of(3 / alpha);
      RATIO[i] = StrictMath.exp(2 * second - first - third);
      INVERSE_RATIO[i] = 1 / RATIO[i];
      SCALE_PER_SIGMA[i] = StrictMath.exp(0.5 * (first - third));
      MEAN_PER_SCALE[i] = StrictMath.exp(second - first);
    }
  }

  private ShapeGrid() {}

  public static int size() {
    return SIZE;
  }

  /** The shape at an index of the grid. */
  public static double alpha(int index) {
    return 0.2 + 0.001 * index;
  }

  /** R at an index of the grid. */
  public static double ratio(int index) {
    return RATIO[index];
  }

  /** Scale over standard deviation at an index: {@code sqrt(gamma(1/alpha) / gamma(3/alpha))}. */
  static double scalePerSigma(int index) {
    return SCALE_PER_SIGMA[index];
  }

  /** {@code gamma(2/alpha) / gamma(1/alpha)} at an index. */
  static double meanPerScale(int index) {
    return MEAN_PER_SCALE[index];
  }

  /** Index of the first shape that minimises {@code (R - ratio)^2}; 0 if ratio is NaN. */
  static int nearestByRatio(double ratio) {
    if (Double.isNaN(ratio)) {
      return 0;
    }
    int below = 0;
    int above = SIZE - 1;
    while (above - below > 1) {
      int middle = (below + above) >>> 1;
      if (RATIO[middle] <= ratio) {
        below = middle;
      } else {
        above = middle;
      }
    }
    int best = squaredGap(above, ratio) < squaredGap(below, ratio) ? above : below;
    // Gaps of far-off ratios round to one number; the first of them counts.
    while (best > 0 && !(squaredGap(best - 1, ratio) > squaredGap(best, ratio))) {
      best--;
    }
    return best;
  }

  /** Index of the first shape that minimises {@code |1/R - inverse|}; 0 if that is NaN. */
  static int nearestByInverseRatio(double inverse) {
    if (Double.isNaN(inverse)) {
      return 0;
    }
    int below = 0;
    int above = SIZE - 1;
    while (above - below > 1) {
      int middle = (below + above) >>> 1;
      if (INVERSE_RATIO[middle] >= inverse) {
        below = middle;
      } else {
        above = middle;
      }
    }
    int best = gap(above, inverse) < gap(below, inverse) ? above : below;
    while (best > 0 && !(gap(best - 1, inverse) > gap(best, inverse))) {
      best--;
    }
    return best;
  }

  private static double squaredGap(int index, double ratio) {
    double gap = RATIO[index] - ratio;
    return gap * gap;
  }

  private static double gap(int index, double inverse) {
    return Math.abs(INVERSE_RATIO[index] - inverse);
  }
}
