package io.spikelake.jobs.task;

import java.util.Locale;

/** Which images a {@code frames} row stores. */
public enum Keep {
  /** The lossless image only. */
  RAW,
  /** The display picture only; a metric added later must reconstruct again. */
  PNG,
  BOTH,
  /** Scores and digest only. */
  NONE;

  public boolean raw() {
    return this == RAW || this == BOTH;
  }

  public boolean png() {
    return this == PNG || this == BOTH;
  }

  /** The name on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return id();
  }
}
