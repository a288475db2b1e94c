package io.spikelake.jobs.plan;

import java.util.Locale;

/** Which of the frames that are asked for are made. */
public enum Mode {
  /** Those that the lake does not have. */
  INCREMENTAL,
  /** All; they take the place of those that the lake has. */
  OVERWRITE,
  /** Those of recordings that came with this run; older ones are not looked at. */
  EXTEND;

  /** The name on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return id();
  }
}
