package io.spikelake.reconstruct;

import io.spikelake.spike.SpikeStream;
import io.spikelake.variant.VariantId;

/**
 * Texture from playback (TFP): the share of planes around the key frame in which a pixel fires.
 *
 * <p>With n planes, of which c have a spike, a pixel is c / n in single precision. A constant scene
 * gives a flat frame up to one spike more or less; a pixel without spikes is 0.
 *
 * <p>Zhu, Dong, Huang, Tian, "A Retina-Inspired Sampling Method for Visual Texture Reconstruction",
 * ICME 2019. The variants are those of public code and differ in the planes taken and in rounding.
 */
final class TextureFromPlayback extends ClosedFormMethod {

  /** So many planes can be counted in the time that it takes to move a window by one. */
  private static final int PLANES_PER_STEP = 8;

  private final MeanOfPlanes mean = new MeanOfPlanes();
  private final PixelCounters counters = new PixelCounters();

  /** Whether the counters are those of the last key plane. */
  private boolean sliding;

  private TextureFromPlayback(VariantId id, TemporalSpan span, OutputScale scale) {
    super(id, span, scale);
  }

  /**
   * As in Spike-Zoo: planes {@code k - window / 2 .. k + window / 2}, both included, so that an
   * even window takes one plane more than it says. Pixels are spikes per plane, 0..1.
   *
   * <p>Near the ends of a recording Spike-Zoo shortens or loses the window; here such a key frame
   * does not fit.
   */
  static TextureFromPlayback spikeZoo(VariantId id) {
    int half = id.integer(Reconstructors.WINDOW) / 2;
    return new TextureFromPlayback(id, TemporalSpan.around(half, half), OutputScale.FIRING_RATE);
  }

  /** As in SpikeCLIP: every plane of the recording. Pixels are spikes per plane, 0..1. */
  static TextureFromPlayback spikeClip(VariantId id) {
    return new TextureFromPlayback(id, TemporalSpan.WHOLE, OutputScale.FIRING_RATE);
  }

  /**
   * As in SpikeCV: planes {@code k - half .. k + half}; the mean times 255, truncated to 8 bits.
   * Pixels are level / 255.
   *
   * <p>SpikeCV also takes the key frame whose last plane would be the first after the recording,
   * and averages one plane less; here such a key frame does not fit.
   */
  static TextureFromPlayback spikeCv(VariantId id) {
    int half = id.integer(Reconstructors.HALF);
    return new TextureFromPlayback(id, TemporalSpan.around(half, half), OutputScale.DISPLAY);
  }

  @Override
  void fill(SpikeStream window, int keyPlane, float[] pixels) {
    int first = first(keyPlane);
    int planes = end(window, keyPlane) - first;
    sliding = false;
    if (planes <= ByteCounters.MAX) {
      mean.fill(window, first, planes, pixels);
      truncate(pixels);
    } else {
      count(window, keyPlane, pixels);
    }
  }

  /** As {@link #fill}, keeping the counters. */
  private void count(SpikeStream window, int keyPlane, float[] pixels) {
    int first = first(keyPlane);
    int planes = end(window, keyPlane) - first;
    counters.clear(window.wordsPerPlane(), planes);
    counters.count(window, first, planes);
    sliding = true;
    divide(window, planes, pixels);
  }

  @Override
  void fillNext(SpikeStream window, int lastKeyPlane, int keyPlane, float[] pixels) {
    int first = first(lastKeyPlane);
    int end = end(window, lastKeyPlane);
    int steps = first(keyPlane) - first;
    if (steps * PLANES_PER_STEP > end - first) {
      fill(window, keyPlane, pixels);
    } else if (!sliding) {
      count(window, keyPlane, pixels);
    } else {
      for (int i = 0; i < steps; i++) {
        counters.slide(window, first + i, end + i);
      }
      divide(window, end - first, pixels);
    }
  }

  private int first(int keyPlane) {
    return Math.toIntExact(span().first(keyPlane));
  }

  private int end(SpikeStream window, int keyPlane) {
    return Math.toIntExact(span().end(keyPlane, window.planes()));
  }

  private void divide(SpikeStream window, int planes, float[] pixels) {
    counters.divide(planes, window, pixels);
    truncate(pixels);
  }

  private void truncate(float[] pixels) {
    if (scale() == OutputScale.DISPLAY) {
      EightBit.truncate(pixels);
    }
  }
}
