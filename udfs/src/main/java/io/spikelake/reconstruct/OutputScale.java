package io.spikelake.reconstruct;

/** What the pixel values of a reconstruction mean. */
public enum OutputScale {
  /** Spikes per plane, 0..1: divided by the rate of white to be shown. */
  FIRING_RATE,
  /** Black at 0, white at 1 already: shown as it is. */
  DISPLAY,
  /** No fixed range: stretched from smallest to largest to be shown. */
  RELATIVE
}
