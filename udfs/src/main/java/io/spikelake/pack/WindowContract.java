package io.spikelake.pack;

import io.spikelake.reconstruct.TemporalSpan;
import java.io.Serializable;

/**
 * What a network is fed: which planes around a key frame, and how they become a tensor (N,
 * channels, rows, columns), upright, row-major.
 *
 * @param tensor name of the tensor
 * @param frames planes of a window
 * @param before planes before the key frame; the window is {@code key - before .. key - before +
 *     frames - 1}
 * @param channels channels of the tensor, at each step
 * @param binning how planes become channels, in time order
 * @param steps equal parts into which the window is cut, fed one after the other
 * @param height the only height of a frame, 0 for any
 * @param width the only width of a frame, 0 for any
 * @param multipleHeight what the height of the tensor must be a multiple of
 * @param multipleWidth what the width of the tensor must be a multiple of
 * @param padding what is put around the planes
 */
public record WindowContract(
    String tensor,
    int frames,
    int before,
    int channels,
    Binning binning,
    int steps,
    int height,
    int width,
    int multipleHeight,
    int multipleWidth,
    Padding padding)
    implements Serializable {

  public WindowContract {
    if (before >= frames) {
      throw new IllegalArgumentException(
          "The key frame is %d planes after the start of a window of %d; expected it inside"
              .formatted(before, frames));
    }
    long parts = (long) steps * channels;
    if (frames % parts != 0 || (binning.planeByPlane() && frames != parts)) {
      throw new IllegalArgumentException(
          "%d planes do not make %d steps of %d channels of %s"
              .formatted(frames, steps, channels, PackWords.of(binning)));
    }
    if ((height == 0) != (width == 0)) {
      throw new IllegalArgumentException(
          "A height of %d and a width of %d, 0 for any; expected both fixed or both free"
              .formatted(height, width));
    }
  }

  /** The planes read around a key frame. */
  public TemporalSpan span() {
    return TemporalSpan.around(before, frames - 1 - before);
  }

  /** Planes that make a channel. */
  int planesPerChannel() {
    return frames / (steps * channels);
  }

  /** Rows of the tensor for frames of a height. */
  public int tensorHeight(int frameHeight) {
    return padding.onHost() ? frameHeight + padding.top() + padding.bottom() : frameHeight;
  }

  /** Columns of the tensor for frames of a width. */
  public int tensorWidth(int frameWidth) {
    return padding.onHost() ? frameWidth + padding.left() + padding.right() : frameWidth;
  }

  /** Values of the tensor of one window, all steps together. */
  public int values(int frameHeight, int frameWidth) {
    return Math.multiplyExact(
        steps * channels, Math.multiplyExact(tensorHeight(frameHeight), tensorWidth(frameWidth)));
  }

  /**
   * @param method whose contract this is, for the message
   * @throws IllegalArgumentException if the network does not take frames of a size
   */
  public void requireSize(int frameHeight, int frameWidth, String method) {
    if ((height > 0 && frameHeight != height) || (width > 0 && frameWidth != width)) {
      throw new IllegalArgumentException(
          "%s takes frames of %dx%d (height x width) only; these are %dx%d"
              .formatted(method, height, width, frameHeight, frameWidth));
    }
    if (tensorHeight(frameHeight) % multipleHeight != 0
        || tensorWidth(frameWidth) % multipleWidth != 0) {
      throw new IllegalArgumentException(
          "%s takes tensors whose height is a multiple of %d and whose width one of %d; frames of"
                  .formatted(method, multipleHeight, multipleWidth)
              + " %dx%d make %dx%d"
                  .formatted(
                      frameHeight, frameWidth, tensorHeight(frameHeight), tensorWidth(frameWidth)));
    }
  }
}
