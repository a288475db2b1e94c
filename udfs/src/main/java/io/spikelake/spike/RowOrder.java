package io.spikelake.spike;

/** How the rows of a spike plane lie in memory. Frames are always upright. */
public enum RowOrder {
  /** The first row in memory is the top row of the picture. */
  TOP_DOWN,
  /**
   * The first row in memory is the bottom row of the picture, as in PKU/Vidar {@code .dat} files.
   */
  BOTTOM_UP
}
