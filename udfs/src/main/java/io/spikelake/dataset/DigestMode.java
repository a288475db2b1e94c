package io.spikelake.dataset;

/** Which bytes of a recording its version is computed from. */
public enum DigestMode {
  /** Three samples of 64 KiB at the start, the middle and the end; a shorter file whole. */
  SAMPLED,
  /** Every byte. */
  FULL
}
