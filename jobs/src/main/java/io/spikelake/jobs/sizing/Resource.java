package io.spikelake.jobs.sizing;

import java.util.Locale;

/** What work occupies. */
public enum Resource {
  /** Cores of executors, one for each second of a task. */
  CORES,
  /** GPUs of executors. */
  GPUS,
  /** The driver, while executors wait. */
  DRIVER;

  /** The name in reports. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
