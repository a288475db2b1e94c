package io.spikelake.source;

import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeStream;

/** Packed planes with the top row first, whatever the order in the file. */
final class UprightPlanes {

  private UprightPlanes() {}

  /**
   * Copies the planes of a stream, upright.
   *
   * @param target (Output) {@code planes * planeBytes} bytes from {@code offset} on are overwritten
   */
  static void copy(SpikeStream stream, byte[] target, int offset) {
    boolean upright = stream.rowOrder() == RowOrder.TOP_DOWN;
    byte[] plane = upright ? null : new byte[stream.planeBytes()];
    for (int i = 0; i < stream.planes(); i++) {
      int start = offset + i * stream.planeBytes();
      if (upright) {
        stream.copyPlane(i, target, start);
      } else {
        stream.copyPlane(i, plane, 0);
        turn(plane, stream.height(), stream.width(), target, start);
      }
    }
  }

  private static void turn(byte[] plane, int height, int width, byte[] target, int start) {
    if ((width & 7) != 0) {
      turnBits(plane, height, width, target, start);
      return;
    }
    int rowBytes = width >>> 3;
    for (int row = 0; row < height; row++) {
      System.arraycopy(
          plane, (height - 1 - row) * rowBytes, target, start + row * rowBytes, rowBytes);
    }
  }

  /** Rows that start inside a byte: the target byte is gathered from one or two rows. */
  private static void turnBits(byte[] plane, int height, int width, byte[] target, int start) {
    int pixels = height * width;
    int row = 0;
    int column = 0;
    for (int i = 0; i < plane.length; i++) {
      int gathered = 0;
      for (int bit = 0; bit < 8 && (i << 3) + bit < pixels; bit++) {
        int p = (height - 1 - row) * width + column;
        gathered |= (plane[p >>> 3] >>> (p & 7) & 1) << bit;
        if (++column == width) {
          column = 0;
          row++;
        }
      }
      target[start + i] = (byte) gathered;
    }
  }
}
