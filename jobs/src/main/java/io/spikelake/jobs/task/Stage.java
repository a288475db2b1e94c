package io.spikelake.jobs.task;

import java.util.Locale;

/** What the time of a run goes into. Each stage is timed by one thread of a task. */
public enum Stage {
  /** Waiting for bytes of recordings. */
  READ,
  /** Unpacking spikes, and what networks need before they can compute. */
  DECODE,
  /** Closed-form methods. */
  RECONSTRUCT,
  /** Networks. */
  INFER,
  /** Tones and metrics. */
  SCORE,
  /** Compressing images. */
  ENCODE,
  /** Reading back and committing waves; the only stage of the driver. */
  COMMIT;

  /** The name in {@code runs.seconds}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
