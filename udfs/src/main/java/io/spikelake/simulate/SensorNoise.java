package io.spikelake.simulate;

/**
 * What disturbs the charge of a pixel.
 *
 * @param photonsAtWhite mean number of photo-electrons that white gives a pixel per plane; their
 *     actual number is Poisson-distributed. 0 for light without shot noise
 * @param darkCharge charge added per plane without light, in the unit of the threshold
 * @param darkDeviation standard deviation of a normal charge added per plane, in the same unit
 * @param gainDeviation relative standard deviation of the gain from pixel to pixel, fixed for a
 *     recording; a gain below 0 becomes 0
 */
public record SensorNoise(
    double photonsAtWhite, double darkCharge, double darkDeviation, double gainDeviation) {

  public static final SensorNoise NONE = new SensorNoise(0, 0, 0, 0);

  public SensorNoise {
    check("photonsAtWhite", photonsAtWhite);
    check("darkCharge", darkCharge);
    check("darkDeviation", darkDeviation);
    check("gainDeviation", gainDeviation);
  }

  private static void check(String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "Noise parameter %s is %s; expected a number of 0 or more".formatted(name, value));
    }
  }
}
