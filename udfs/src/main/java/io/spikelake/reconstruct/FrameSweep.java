package io.spikelake.reconstruct;

import io.spikelake.image.GrayImage;

/** Frames of one window in the order of their key planes. */
@FunctionalInterface
public interface FrameSweep {

  /**
   * @param keyPlane index of the key plane in the window, not before that of the last call
   * @return as {@link Reconstructor#reconstruct}
   * @throws IllegalArgumentException if the window does not include the span, or the key plane is
   *     before the last one
   */
  GrayImage frame(int keyPlane);
}
