package io.spikelake.quality;

import java.io.Serializable;

/** Trained numbers of a metric, immutable, as they travel to whoever scores. */
public interface QualityModel extends Serializable {

  /**
   * SHA-256 of the numbers, not of the file they came from, in lower-case hexadecimal: one model
   * has one digest in whatever format it was read.
   */
  String digest();
}
