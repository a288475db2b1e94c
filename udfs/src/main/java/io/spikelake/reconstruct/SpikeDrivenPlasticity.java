package io.spikelake.reconstruct;

import io.spikelake.spike.SpikeStream;
import io.spikelake.variant.VariantId;
import java.util.Arrays;

/**
 * Texture from short-term plasticity as in current SpikeCV: {@link ShortTermPlasticity} from rest
 * at the start of the recording, moved by every spike up to the key frame.
 *
 * <p>A spike moves the synapse of its pixel with the planes d since the spike before. rho is then
 * stretched from smallest to largest, cut to 8 bits without rounding, and its histogram equalised
 * ({@link HistogramEqualisation}); pixels are level / 255. A frame in which rho is the same
 * everywhere is black.
 *
 * <p>Only planes up to the key frame change the result, so that one sweep serves all key frames and
 * each costs the planes since the one before; the span is still the whole recording, because it
 * starts at its first plane.
 */
final class SpikeDrivenPlasticity extends ClosedFormMethod {

  /** What the first spike of a pixel, in plane t, does. */
  private enum FirstSpike {
    /** Only starts an interval. */
    WAITS,
    /** Moves the synapse with d = t + 1, as if there had been one just before the recording. */
    MOVES
  }

  private static final int NONE = -1;

  private final FirstSpike firstSpike;
  private final HistogramEqualisation equalisation = new HistogramEqualisation();

  private float[] r = new float[0];
  private float[] u = new float[0];
  private int[] latest = new int[0];
  private int[] levels = new int[0];

  private SpikeDrivenPlasticity(VariantId id, FirstSpike firstSpike) {
    super(id, TemporalSpan.WHOLE, OutputScale.DISPLAY);
    this.firstSpike = firstSpike;
  }

  /**
   * As SpikeCV on a stored recording: the interval between two spikes counts from the plane of the
   * second on, and the first spike of a pixel only starts one.
   */
  static SpikeDrivenPlasticity spikeCvOffline(VariantId id) {
    return new SpikeDrivenPlasticity(id, FirstSpike.WAITS);
  }

  /**
   * As SpikeCV on spikes as they arrive: the first spike of a pixel, in plane t, moves its synapse
   * with d = t + 1, also in plane 0.
   */
  static SpikeDrivenPlasticity spikeCvOnline(VariantId id) {
    return new SpikeDrivenPlasticity(id, FirstSpike.MOVES);
  }

  @Override
  void fill(SpikeStream window, int keyPlane, float[] pixels) {
    rho(window, keyPlane, pixels);
    display(pixels);
    window.toUpright(pixels);
  }

  /**
   * The brightness before it is made an image.
   *
   * @param rho (Output) per pixel in storage order
   */
  void rho(SpikeStream window, int keyPlane, float[] rho) {
    rest(window.pixels());
    show(window, 0, keyPlane, rho);
  }

  @Override
  void fillNext(SpikeStream window, int lastKeyPlane, int keyPlane, float[] pixels) {
    show(window, lastKeyPlane + 1, keyPlane, pixels);
    display(pixels);
    window.toUpright(pixels);
  }

  private void rest(int pixels) {
    if (r.length < pixels) {
      r = new float[pixels];
      u = new float[pixels];
      latest = new int[pixels];
      levels = new int[pixels];
    }
    Arrays.fill(r, 0, pixels, ShortTermPlasticity.R0);
    Arrays.fill(u, 0, pixels, ShortTermPlasticity.U0);
    Arrays.fill(latest, 0, pixels, NONE);
  }

  /** Moves the synapses by the planes {@code from .. keyPlane}. */
  private void show(SpikeStream window, int from, int keyPlane, float[] rho) {
    // All planes of 64 pixels, then the next 64, so that their synapses stay in the cache.
    for (int w = 0; w < window.wordsPerPlane(); w++) {
      for (int t = from; t <= keyPlane; t++) {
        move(window.word(t, w), t, w << 6);
      }
    }
    for (int p = 0; p < rho.length; p++) {
      rho[p] = ShortTermPlasticity.rho(r[p], u[p]);
    }
  }

  private void move(long spikes, int t, int start) {
    for (long left = spikes; left != 0; left &= left - 1) {
      int p = start + Long.numberOfTrailingZeros(left);
      int previous = latest[p];
      latest[p] = t;
      if (previous != NONE || firstSpike == FirstSpike.MOVES) {
        // No spike yet is plane -1, so that the difference is the t + 1 of a first spike.
        int d = t - previous;
        float oldU = u[p];
        r[p] = ShortTermPlasticity.nextR(r[p], oldU, ShortTermPlasticity.recovery(d));
        u[p] = ShortTermPlasticity.nextU(oldU, ShortTermPlasticity.facilitation(d));
      }
    }
  }

  private void display(float[] pixels) {
    float min = pixels[0];
    float max = pixels[0];
    for (float value : pixels) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    float range = max - min;
    if (range == 0) {
      Arrays.fill(pixels, 0);
      return;
    }
    for (int p = 0; p < pixels.length; p++) {
      levels[p] = (int) ((pixels[p] - min) / range * 255f);
    }
    equalisation.apply(levels, pixels.length);
    for (int p = 0; p < pixels.length; p++) {
      pixels[p] = levels[p] / 255f;
    }
  }
}
