package io.spikelake.quality.nss;

/** What a filter sees beyond the edge of an image. */
public enum Border {
  /** The nearest pixel of the image. */
  REPLICATE,
  /** Zero. */
  ZERO
}
