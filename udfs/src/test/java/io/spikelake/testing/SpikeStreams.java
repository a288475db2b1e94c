package io.spikelake.testing;

import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeStream;
import java.util.Random;

/** Spike streams for tests. */
public final class SpikeStreams {

  private SpikeStreams() {}

  /**
   * Packs one byte per spike.
   *
   * @param spikes time, upright row, column; 0 or 1
   */
  public static SpikeStream pack(
      byte[] spikes, int planes, int height, int width, RowOrder rowOrder) {
    int planeBytes = SpikeStream.planeBytes(height, width);
    byte[] bits = new byte[planes * planeBytes];
    int i = 0;
    for (int t = 0; t < planes; t++) {
      for (int row = 0; row < height; row++) {
        int storageRow = rowOrder == RowOrder.TOP_DOWN ? row : height - 1 - row;
        for (int column = 0; column < width; column++) {
          int p = storageRow * width + column;
          bits[t * planeBytes + (p >>> 3)] |= (byte) (spikes[i++] << (p & 7));
        }
      }
    }
    return SpikeStream.wrap(bits, planes, height, width, rowOrder, 0);
  }

  /** Independent spikes whose rate differs from pixel to pixel, some pixels silent. */
  public static byte[] random(Random random, int planes, int height, int width) {
    double[] rate = random.doubles((long) height * width).map(r -> r < 0.1 ? 0 : r * r).toArray();
    byte[] spikes = new byte[planes * height * width];
    for (int i = 0; i < spikes.length; i++) {
      spikes[i] = (byte) (random.nextDouble() < rate[i % rate.length] ? 1 : 0);
    }
    return spikes;
  }
}
