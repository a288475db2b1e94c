package io.spikelake.reconstruct;

import org.junit.jupiter.api.Nested;

class TextureFromIntervalTest {

  /** The latest spike in planes {@code first..last}, or -1. */
  private static int latest(boolean[] spikes, int first, int last) {
    for (int t = last; t >= first; t--) {
      if (spikes[t]) {
        return t;
      }
    }
    return -1;
  }

  /** The earliest spike in planes {@code first..last}, or -1. */
  private static int earliest(boolean[] spikes, int first, int last) {
    for (int t = first; t <= last; t++) {
      if (spikes[t]) {
        return t;
      }
    }
    return -1;
  }

  private static int limited(boolean[] spikes, int key, int half) {
    int a = latest(spikes, key - half + 1, key);
    int b = earliest(spikes, key + 1, key + half);
    return a < 0 || b < 0 ? 2 * half : b - a;
  }

  @Nested
  class SpikeZoo extends ReconstructorContract {
    @Override
    protected Reconstructor reconstructor() {
      return Reconstructors.create(Reconstructors.resolve("tfi"));
    }

    @Override
    protected double pixel(boolean[] spikes, int key) {
      return 1.0 / limited(spikes, key, 20);
    }
  }

  @Nested
  class SpikeZooShortWindow extends ReconstructorContract {
    @Override
    protected Reconstructor reconstructor() {
      return Reconstructors.create(Reconstructors.resolve("tfi:window=2"));
    }

    @Override
    protected double pixel(boolean[] spikes, int key) {
      return 1.0 / limited(spikes, key, 1);
    }
  }

  @Nested
  class SpikeCvFrame extends ReconstructorContract {
    @Override
    protected Reconstructor reconstructor() {
      return Reconstructors.create(Reconstructors.resolve("tfi/spikecv-frame:half=7"));
    }

    @Override
    protected double pixel(boolean[] spikes, int key) {
      return Math.floor(255.0 / limited(spikes, key, 7)) / 255;
    }
  }

  @Nested
  class Middle extends ReconstructorContract {
    @Override
    protected Reconstructor reconstructor() {
      return Reconstructors.create(Reconstructors.resolve("tfi/middle:window=12"));
    }

    @Override
    protected double pixel(boolean[] spikes, int key) {
      int a = latest(spikes, key - 11, key);
      int b = earliest(spikes, key + 1, key + 12);
      return 1.0 / ((b < 0 ? key + 12 : b) - (a < 0 ? key - 12 : a));
    }
  }

  @Nested
  class SpikeCvImages extends ReconstructorContract {
    @Override
    protected Reconstructor reconstructor() {
      return Reconstructors.create(Reconstructors.resolve("tfi/spikecv-images"));
    }

    @Override
    protected double pixel(boolean[] spikes, int key) {
      int a = latest(spikes, 0, key - 1);
      int b = earliest(spikes, key, spikes.length - 1);
      return a < 0 || b < 0 ? 0 : Math.floor(255.0 / (b - a)) / 255;
    }
  }

  @Nested
  class Rsir extends ReconstructorContract {
    @Override
    protected Reconstructor reconstructor() {
      return Reconstructors.create(Reconstructors.resolve("tfi/rsir:window=15:gamma=2.2"));
    }

    @Override
    protected double pixel(boolean[] spikes, int key) {
      int first = key - 7;
      int last = key + 7;
      int a = latest(spikes, first, key - 1);
      int b = earliest(spikes, key, last);
      return Math.pow(255.0 / ((b < 0 ? last : b) - (a < 0 ? first : a)), 1 / 2.2);
    }

    @Override
    protected void finish(double[] pixels) {
      double max = 0;
      for (double pixel : pixels) {
        max = Math.max(max, pixel);
      }
      for (int p = 0; p < pixels.length; p++) {
        pixels[p] = Math.floor(255 * pixels[p] / max) / 255;
      }
    }
  }

  @Nested
  class Eq5 extends ReconstructorContract {
    @Override
    protected Reconstructor reconstructor() {
      return Reconstructors.create(Reconstructors.resolve("tfi/eq5"));
    }

    @Override
    protected double pixel(boolean[] spikes, int key) {
      int a = latest(spikes, 0, key);
      int b = earliest(spikes, key + 1, spikes.length - 1);
      return a < 0 || b < 0 ? 0 : 1.0 / (b - a);
    }
  }
}
