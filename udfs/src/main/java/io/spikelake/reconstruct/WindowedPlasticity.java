package io.spikelake.reconstruct;

import io.spikelake.spike.SpikeStream;
import io.spikelake.variant.VariantId;
import java.util.Arrays;

/**
 * Texture from short-term plasticity as in Spike-Zoo version 0.1 and old SpikeCV: {@link
 * ShortTermPlasticity} from rest over a window.
 *
 * <p>Of {@code window} planes, k is number {@code window / 2}. Two consecutive spikes of a pixel in
 * planes p and q close the interval {@code p+1 .. q}, of length d = q - p. In every plane up to k
 * of a closed interval in which the pixel does NOT fire, and in plane q where d is 1, its synapse
 * moves with d. So d is known before the interval is over, and planes after k matter; before the
 * first and after the last spike of the window nothing moves. The output is rho, RELATIVE: the
 * reference stretches it from smallest to largest, which is what that scale does by default. A
 * pixel with fewer than two spikes is 0.
 *
 * <p>Pixels are handled in blocks that stay in the nearest cache. The exponentials of a pixel
 * change only at its spikes, which are visited one by one; the synapses move all at once, in loops
 * without branches in which a mask of 0 and 1 keeps those that rest.
 */
final class WindowedPlasticity extends ClosedFormMethod {

  private static final int BLOCK_WORDS = 8;
  private static final int BLOCK = BLOCK_WORDS * Long.SIZE;

  /** Bit {@code i} of {@code b} as float {@code 8 b + i}. */
  private static final float[] MASKS = new float[256 * 8];

  static {
    for (int i = 0; i < MASKS.length; i++) {
      MASKS[i] = i >>> 3 >>> (i & 7) & 1;
    }
  }

  private final int before;
  private final int planes;

  private final float[] r = new float[BLOCK];
  private final float[] u = new float[BLOCK];
  private final float[] recovery = new float[BLOCK];
  private final float[] facilitation = new float[BLOCK];
  private final float[] moving = new float[BLOCK];
  private final float[] next = new float[BLOCK];

  /** Per pixel one more than its latest spike so far, or 0: the row of {@link #interval}. */
  private final int[] latestRow = new int[BLOCK];

  /**
   * Row t + 1: planes from a spike in plane t to the next, per pixel. Row 0 takes what is written
   * for pixels without a spike so far.
   */
  private int[] interval = new int[0];

  /** Per plane up to the key plane and word, the pixels that fire in a later plane. */
  private long[] firesLater = new long[0];

  /** Per word, the pixels that have fired in a plane before the current one. */
  private final long[] firedBefore = new long[BLOCK_WORDS];

  private WindowedPlasticity(VariantId id, int before, int after) {
    super(id, TemporalSpan.around(before, after), OutputScale.RELATIVE);
    this.before = before;
    this.planes = before + 1 + after;
  }

  static WindowedPlasticity spikeZoo(VariantId id) {
    int window = id.integer(Reconstructors.WINDOW);
    int before = window / 2;
    return new WindowedPlasticity(id, before, window - before - 1);
  }

  @Override
  void fill(SpikeStream window, int keyPlane, float[] pixels) {
    if (interval.length == 0) {
      interval = new int[(before + 2) * BLOCK];
      firesLater = new long[(before + 1) * BLOCK_WORDS];
    }
    int first = keyPlane - before;
    for (int w = 0; w < window.wordsPerPlane(); w += BLOCK_WORDS) {
      int words = Math.min(BLOCK_WORDS, window.wordsPerPlane() - w);
      findIntervals(window, first, w, words);
      rest();
      for (int t = 1; t <= before; t++) {
        startIntervals(window, first, t, w, words);
        moveR();
        moveU();
      }
      int start = w << 6;
      for (int i = 0; i < Math.min(BLOCK, pixels.length - start); i++) {
        pixels[start + i] = ShortTermPlasticity.rho(r[i], u[i]);
      }
    }
    window.toUpright(pixels);
  }

  /**
   * Fills {@link #firesLater}, and {@link #interval} where a spike before the key plane has a next.
   */
  private void findIntervals(SpikeStream window, int first, int w, int words) {
    Arrays.fill(latestRow, 0);
    for (int j = 0; j < words; j++) {
      long open = 0;
      for (int t = 0; t <= before; t++) {
        long spikes = window.word(first + t, w + j);
        closeIntervals(spikes, t, j << 6);
        open |= spikes;
      }
      long later = 0;
      for (int t = before + 1; t < planes; t++) {
        long spikes = window.word(first + t, w + j);
        closeIntervals(spikes & open, t, j << 6);
        open &= ~spikes;
        later |= spikes;
      }
      for (int t = before; t >= 0; t--) {
        firesLater[t * BLOCK_WORDS + j] = later;
        later |= window.word(first + t, w + j);
      }
    }
  }

  private void closeIntervals(long spikes, int t, int start) {
    for (long left = spikes; left != 0; left &= left - 1) {
      int i = start + Long.numberOfTrailingZeros(left);
      int row = latestRow[i];
      interval[row * BLOCK + i] = t + 1 - row;
      latestRow[i] = t + 1;
    }
  }

  private void rest() {
    Arrays.fill(r, ShortTermPlasticity.R0);
    Arrays.fill(u, ShortTermPlasticity.U0);
    // Finite, so that the mask can keep them out.
    Arrays.fill(recovery, 0);
    Arrays.fill(facilitation, 0);
    Arrays.fill(moving, 0);
    Arrays.fill(firedBefore, 0);
  }

  /** Sets factors and mask for plane t, from those of the plane before. */
  private void startIntervals(SpikeStream window, int first, int t, int w, int words) {
    for (int j = 0; j < words; j++) {
      long spikes = window.word(first + t, w + j);
      long previous = window.word(first + t - 1, w + j);
      long later = firesLater[t * BLOCK_WORDS + j];
      for (long left = previous & (spikes | later); left != 0; left &= left - 1) {
        int i = (j << 6) + Long.numberOfTrailingZeros(left);
        int d = interval[t * BLOCK + i];
        recovery[i] = ShortTermPlasticity.recovery(d);
        facilitation[i] = ShortTermPlasticity.facilitation(d);
      }
      long fired = firedBefore[j] | previous;
      firedBefore[j] = fired;
      expand((spikes & previous) | (~spikes & later & fired), j << 6);
    }
  }

  private void expand(long bits, int start) {
    for (int i = 0; i < Long.SIZE; i += 8) {
      int mask = (int) (bits >>> i & 0xFF) << 3;
      for (int k = 0; k < 8; k++) {
        moving[start + i + k] = MASKS[mask + k];
      }
    }
  }

  // Loops this short are what the compiler vectorises; in one, the new R is not.

  private void moveR() {
    for (int i = 0; i < BLOCK; i++) {
      next[i] = ShortTermPlasticity.nextR(r[i], u[i], recovery[i]);
    }
    keepResting(r);
  }

  private void moveU() {
    for (int i = 0; i < BLOCK; i++) {
      next[i] = ShortTermPlasticity.nextU(u[i], facilitation[i]);
    }
    keepResting(u);
  }

  /** Exact, because one factor is 0 and all values are finite. */
  private void keepResting(float[] state) {
    for (int i = 0; i < BLOCK; i++) {
      state[i] = moving[i] * next[i] + (1f - moving[i]) * state[i];
    }
  }
}
