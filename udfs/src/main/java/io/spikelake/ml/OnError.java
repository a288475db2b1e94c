package io.spikelake.ml;

/** What becomes of a row without a frame. */
enum OnError {
  /** The task fails. */
  FAIL,
  /** The frame is null, and a column beside it says why. */
  QUARANTINE
}
