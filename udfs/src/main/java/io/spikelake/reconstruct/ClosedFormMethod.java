package io.spikelake.reconstruct;

import io.spikelake.image.GrayImage;
import io.spikelake.spike.SpikeStream;
import io.spikelake.variant.VariantId;

/** A method that computes a frame from the planes of its span in storage order. */
abstract class ClosedFormMethod implements Reconstructor {

  private final VariantId id;
  private final TemporalSpan span;
  private final OutputScale scale;

  ClosedFormMethod(VariantId id, TemporalSpan span, OutputScale scale) {
    this.id = id;
    this.span = span;
    this.scale = scale;
  }

  /**
   * @param window includes the span around the key plane
   * @param pixels (Output) the frame in the storage order of the window
   */
  abstract void fill(SpikeStream window, int keyPlane, float[] pixels);

  @Override
  public final VariantId id() {
    return id;
  }

  @Override
  public final TemporalSpan span() {
    return span;
  }

  @Override
  public final OutputScale scale() {
    return scale;
  }

  @Override
  public final GrayImage reconstruct(SpikeStream window, int keyPlane) {
    span.requireIn(window, keyPlane, id);
    float[] pixels = new float[window.pixels()];
    fill(window, keyPlane, pixels);
    window.toUpright(pixels);
    return new GrayImage(window.width(), window.height(), pixels);
  }
}
