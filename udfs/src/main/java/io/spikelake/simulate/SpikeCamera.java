package io.spikelake.simulate;

import java.util.Locale;

/**
 * Parameters of an integrate-and-fire spike camera.
 *
 * <p>In every plane each pixel adds {@code gain * luminance} to its charge, luminance 0..1 being
 * that of the instant {@code plane / readoutHz}; at or above the threshold it fires, once per plane
 * at most, and is reset. Charge is kept in double precision and may be below zero after noise.
 * Light that gives more than a threshold per plane fires in every plane; under {@link
 * Reset#SUBTRACT} the surplus stays and goes on firing when the light is gone, as in the public
 * simulators.
 *
 * @param threshold charge at which a pixel fires, above 0
 * @param gain photoelectric factor: charge per plane at white, above 0
 * @param reset what firing does to the charge
 * @param start charge before the first plane
 * @param readoutHz planes per second, above 0
 * @param noise disturbances
 */
public record SpikeCamera(
    double threshold, double gain, Reset reset, Start start, double readoutHz, SensorNoise noise) {

  /** What firing does to the charge. */
  public enum Reset {
    /** Takes one threshold away; the surplus counts for the next spike. */
    SUBTRACT,
    /** Empties the pixel; the surplus is lost. */
    ZERO;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Charge before the first plane. */
  public enum Start {
    /** Uniform in [0, threshold), from the seed, so that pixels do not fire in step. */
    UNIFORM,
    /** None. */
    ZERO;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public SpikeCamera {
    positive("threshold", threshold);
    positive("gain", gain);
    positive("readout rate", readoutHz);
  }

  private static void positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "Camera %s is %s; expected a positive number".formatted(name, value));
    }
  }

  /**
   * Spikes per plane at white without noise, by which a firing rate is divided to give luminance:
   * {@code gain / threshold}, at most 1; one spike in every {@code ceil(threshold / gain)} planes
   * when a reset loses the surplus.
   */
  public double whiteRate() {
    return reset == Reset.SUBTRACT
        ? Math.min(1, gain / threshold)
        : 1 / Math.max(1, Math.ceil(threshold / gain));
  }

  public SpikeCamera withNoise(SensorNoise newNoise) {
    return new SpikeCamera(threshold, gain, reset, start, readoutHz, newNoise);
  }
}
