package io.spikelake.testing.plain;

import io.spikelake.spike.SpikeStream;

/** Texture from short-term plasticity, one pixel after the other, before it is made an image. */
public final class PlainShortTermPlasticity {

  private static final float U0 = 0.15f;
  private static final float D = 1f;
  private static final float F = 10f;
  private static final float STEP = 0.15f;

  private float r = 1;
  private float u = U0;

  private PlainShortTermPlasticity() {}

  /** Of one pixel at plane {@code key} of a window that starts at {@code first}; Spike-Zoo v0.1. */
  public static float windowed(boolean[] spikes, int first, int planes, int key) {
    int[] interval = new int[planes];
    int previous = -1;
    for (int t = 0; t < planes; t++) {
      if (spikes[first + t]) {
        for (int inside = previous + 1; previous >= 0 && inside <= t; inside++) {
          interval[inside] = t - previous;
        }
        previous = t;
      }
    }
    PlainShortTermPlasticity synapse = new PlainShortTermPlasticity();
    for (int t = 1; t <= key - first; t++) {
      if (interval[t] > 0 && (!spikes[first + t] || interval[t] == 1)) {
        synapse.move(interval[t]);
      }
    }
    return synapse.rho();
  }

  /** Of one pixel at plane {@code key}; SpikeCV offline. */
  public static float offline(boolean[] spikes, int key) {
    PlainShortTermPlasticity synapse = new PlainShortTermPlasticity();
    int previous = -1;
    for (int t = 0; t <= key; t++) {
      if (spikes[t]) {
        if (previous >= 0) {
          synapse.move(t - previous);
        }
        previous = t;
      }
    }
    return synapse.rho();
  }

  /** Of one pixel at plane {@code key}; SpikeCV online. */
  public static float online(boolean[] spikes, int key) {
    PlainShortTermPlasticity synapse = new PlainShortTermPlasticity();
    int previousTime = 0;
    for (int t = 0; t <= key; t++) {
      if (spikes[t]) {
        synapse.move(t + 1 - previousTime);
        previousTime = t + 1;
      }
    }
    return synapse.rho();
  }

  /** The windowed flavour of every pixel, upright; the key plane is number {@code window / 2}. */
  public static float[] windowed(SpikeStream stream, int key, int window) {
    float[] rho = new float[stream.pixels()];
    boolean[] spikes = new boolean[stream.planes()];
    for (int p = 0; p < rho.length; p++) {
      int first = key - window / 2;
      for (int t = first; t < first + window; t++) {
        spikes[t] = stream.spike(t, p / stream.width(), p % stream.width());
      }
      rho[p] = windowed(spikes, first, window, key);
    }
    return rho;
  }

  private void move(int d) {
    float recovery = (float) StrictMath.exp(-d / D);
    float facilitation = (float) StrictMath.exp(-d / F);
    r = 1 - (1 - r * (1 - u)) * recovery;
    u = U0 + (u + STEP * (1 - u) - U0) * facilitation;
  }

  private float rho() {
    float rateOfU = -1 / (F * ln((u - U0) / (F - U0 + u * (1 - STEP))));
    float rateOfR = -1 / (D * ln((1 - r) / (1 - r * (1 - u))));
    return rateOfU + rateOfR;
  }

  private static float ln(float x) {
    return (float) StrictMath.log(x);
  }
}
