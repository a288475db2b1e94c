package io.spikelake.reconstruct;

import io.spikelake.image.GrayImage;
import io.spikelake.spike.SpikeStream;
import io.spikelake.variant.VariantId;

/** A method that computes a frame from the planes of its span. */
abstract class ClosedFormMethod implements Reconstructor {

  private final VariantId id;
  private final TemporalSpan span;
  private final OutputScale scale;

  /** Counts the uses of this instance, each of which ends the sweep before it. */
  private long use;

  ClosedFormMethod(VariantId id, TemporalSpan span, OutputScale scale) {
    this.id = id;
    this.span = span;
    this.scale = scale;
  }

  /**
   * @param window includes the span around the key plane
   * @param pixels (Output) the upright frame
   */
  abstract void fill(SpikeStream window, int keyPlane, float[] pixels);

  /**
   * As {@link #fill}, right after another key plane of the same window; what was found there may be
   * used.
   *
   * @param lastKeyPlane the key plane before, not after this one
   */
  void fillNext(SpikeStream window, int lastKeyPlane, int keyPlane, float[] pixels) {
    fill(window, keyPlane, pixels);
  }

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
  public final void reconstruct(SpikeStream window, int keyPlane, float[] pixels) {
    span.requireIn(window, keyPlane, id);
    if (pixels.length != window.pixels()) {
      throw new IllegalArgumentException(
          "%s: an array of %d for the %d pixels of a frame"
              .formatted(id, pixels.length, window.pixels()));
    }
    use++;
    fill(window, keyPlane, pixels);
  }

  @Override
  public final FrameSweep sweep(SpikeStream window) {
    return new Sweep(window);
  }

  private final class Sweep implements FrameSweep {

    private static final int NONE = -1;

    private final SpikeStream window;
    private final long own = ++use;
    private int last = NONE;

    Sweep(SpikeStream window) {
      this.window = window;
    }

    @Override
    public GrayImage frame(int keyPlane) {
      if (own != use) {
        throw new IllegalStateException(
            "%s: this sweep is over, its instance has been used since".formatted(id));
      }
      if (keyPlane < last) {
        throw new IllegalArgumentException(
            "%s: key plane %d comes after key plane %d; a sweep goes forward"
                .formatted(id, keyPlane, last));
      }
      span.requireIn(window, keyPlane, id);
      float[] pixels = new float[window.pixels()];
      if (last == NONE) {
        fill(window, keyPlane, pixels);
      } else {
        fillNext(window, last, keyPlane, pixels);
      }
      last = keyPlane;
      return new GrayImage(window.width(), window.height(), pixels);
    }
  }
}
