package io.spikelake.reconstruct;

import io.spikelake.image.Tone;
import java.util.OptionalDouble;

/** What the pixel values of a reconstruction mean. */
public enum OutputScale {
  /** Spikes per plane, 0..1: divided by the rate of white to be shown. */
  FIRING_RATE,
  /** Black at 0, white at 1 already: limited to that to be shown. */
  DISPLAY,
  /** No fixed range: stretched from smallest to largest to be shown. */
  RELATIVE;

  /**
   * The tone of an image of this scale unless the user names one, which is what Spike-Zoo does
   * before it scores.
   *
   * @param whiteRate spikes per plane at white, where it is known
   * @throws IllegalArgumentException if the tone depends on the rate of white and that is unknown
   */
  public Tone defaultTone(OptionalDouble whiteRate) {
    return switch (this) {
      case FIRING_RATE -> Tone.Rate.of(whiteRate.orElseThrow(OutputScale::rateUnknown));
      case DISPLAY -> new Tone.Clip();
      case RELATIVE -> new Tone.MinMax();
    };
  }

  private static IllegalArgumentException rateUnknown() {
    return new IllegalArgumentException(
        "The rate of white of these recordings is unknown, so frames in spikes per plane cannot be"
            + " made images; give it with --white-rate R (spikes per plane at white), or choose"
            + " another tone with --tone none, minmax or clip");
  }
}
