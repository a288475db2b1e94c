package io.spikelake.testing.plain;

import io.spikelake.spike.SpikeStream;

/**
 * Texture from inter-spike interval as Spike-Zoo defines it, pixel by pixel: one over the planes
 * between the latest spike in {@code key-half+1 .. key} and the earliest in {@code key+1 ..
 * key+half}, or over {@code 2 half} if either is missing.
 */
public final class PlainTextureFromInterval {

  private PlainTextureFromInterval() {}

  /**
   * The frame at a key plane.
   *
   * @return upright, row-major
   */
  public static float[] frame(SpikeStream stream, int key, int half) {
    float[] pixels = new float[stream.pixels()];
    for (int p = 0; p < pixels.length; p++) {
      int before = key;
      while (before > key - half && !fires(stream, before, p)) {
        before--;
      }
      int after = key + 1;
      while (after <= key + half && !fires(stream, after, p)) {
        after++;
      }
      boolean found = before > key - half && after <= key + half;
      pixels[p] = 1f / (found ? after - before : 2 * half);
    }
    stream.toUpright(pixels);
    return pixels;
  }

  private static boolean fires(SpikeStream stream, int plane, int p) {
    return (stream.word(plane, p / 64) >>> (p % 64) & 1) != 0;
  }
}
