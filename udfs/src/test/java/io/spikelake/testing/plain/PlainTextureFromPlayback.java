package io.spikelake.testing.plain;

import io.spikelake.spike.SpikeStream;

/** Texture from playback, pixel by pixel: spikes over planes, in single precision. */
public final class PlainTextureFromPlayback {

  private PlainTextureFromPlayback() {}

  /**
   * The mean of some planes of a stream.
   *
   * @param first first plane taken
   * @param planes how many
   * @return upright, row-major
   */
  public static float[] frame(SpikeStream stream, int first, int planes) {
    int[] counts = new int[stream.pixels()];
    for (int t = first; t < first + planes; t++) {
      for (int p = 0; p < counts.length; p++) {
        counts[p] += (int) (stream.word(t, p / 64) >>> (p % 64)) & 1;
      }
    }
    float[] pixels = new float[counts.length];
    for (int p = 0; p < pixels.length; p++) {
      pixels[p] = (float) counts[p] / planes;
    }
    stream.toUpright(pixels);
    return pixels;
  }
}
