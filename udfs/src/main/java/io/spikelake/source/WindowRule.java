package io.spikelake.source;

import io.spikelake.dataset.KeyFrameRule;
import io.spikelake.spike.MalformedSpikeStreamException;
import java.io.Serializable;
import java.util.List;

/**
 * Which windows a recording has: the planes from {@code before} before each key frame to {@code
 * after} after it.
 */
record WindowRule(KeyFrameRule keyFrames, int before, int after) implements Serializable {

  /** The windows of a recording with that many planes. */
  WindowGrid grid(String relativePath, long planes, List<Long> groundTruthKeys)
      throws MalformedSpikeStreamException {
    KeyFrames frames;
    if (keyFrames instanceof KeyFrameRule.Grid grid) {
      // Not listed: a recording of 100 GB has millions.
      long count = grid.first() >= planes ? 0 : (planes - 1 - grid.first()) / grid.stride() + 1;
      frames = new KeyFrames.Regular(grid.first(), grid.stride(), count);
    } else {
      frames = new KeyFrames.Listed(keyFrames.keyFrames(relativePath, planes, groundTruthKeys));
    }
    return new WindowGrid(frames, before, after, planes);
  }
}
