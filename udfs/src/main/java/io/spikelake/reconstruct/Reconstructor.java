package io.spikelake.reconstruct;

import io.spikelake.image.GrayImage;
import io.spikelake.spike.SpikeStream;
import io.spikelake.variant.VariantId;

/**
 * A method that makes one frame from the spikes around a key frame.
 *
 * <p>Deterministic; keeps no state from one call to the next; may reuse work space, and is
 * therefore for one thread at a time. The input is not modified.
 */
public interface Reconstructor {

  /** The complete id, every parameter included. */
  VariantId id();

  /** The planes it reads around a key frame. */
  TemporalSpan span();

  /** What its output means, which decides the tone used unless the user names one. */
  OutputScale scale();

  /**
   * Reconstructs the frame at a key plane.
   *
   * @param window planes that include the {@link #span()} around the key plane; those outside the
   *     span do not change the result; for a whole-recording span exactly the recording
   * @param keyPlane index of the key plane in the window
   * @return upright frame of the size of a plane
   * @throws IllegalArgumentException if the window does not include the span
   */
  default GrayImage reconstruct(SpikeStream window, int keyPlane) {
    float[] pixels = new float[window.pixels()];
    reconstruct(window, keyPlane, pixels);
    return new GrayImage(window.width(), window.height(), pixels);
  }

  /**
   * Reconstructs the frame at a key plane into memory of the caller.
   *
   * @param window as above
   * @param pixels (Output) upright frame, row-major, exactly one value per pixel
   * @throws IllegalArgumentException if the window does not include the span or the array has
   *     another length
   */
  void reconstruct(SpikeStream window, int keyPlane, float[] pixels);

  /**
   * Starts a sweep over the key planes of one window, for dense output: where key planes are closer
   * than the span is long, a method may carry over what it knows from one to the next. Frames have
   * the bits of {@link #reconstruct}.
   *
   * @param window as for {@link #reconstruct}
   * @return a sweep that is over as soon as this instance is used for anything else
   */
  default FrameSweep sweep(SpikeStream window) {
    return keyPlane -> reconstruct(window, keyPlane);
  }
}
