package io.spikelake.quality;

import io.spikelake.image.GrayImage;

/**
 * A metric whose score rests on a few blocks of an image, so that another choice of blocks would
 * have given another score.
 */
public interface ScoredByBlocks {

  /**
   * Scores of an image if its blocks were drawn anew, as many as there are, with replacement: the
   * spread of these is how far the score rests on what the blocks happen to show. Images of one
   * size are drawn at the same places, so that scores can be subtracted draw by draw.
   *
   * @param image toned image, nominally 0..1; not modified
   * @param draws how many
   * @param seed of the draws
   * @return one score per draw, in order; NaN for a draw of which there is no score, and for all of
   *     an image that has none
   */
  double[] resampled(GrayImage image, int draws, long seed);
}
