package io.spikelake.spike;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Writes PKU/Vidar packed bits as {@link DatRecording} reads them. */
final class DatWriter extends PlaneWriter {

  private final DatLayout layout;
  private final byte[] buffer;
  private int pendingBits;

  DatWriter(OutputStream out, SpikeLayout given, long announced) {
    super(
        out,
        given.height(),
        given.width(),
        given.flip() ? RowOrder.BOTTOM_UP : RowOrder.TOP_DOWN,
        announced);
    this.layout = DatLayout.of(given);
    if (!given.hasGeometry() || !layout.allowed()) {
      throw new IllegalArgumentException(
          ("A plane of %dx%d with %d head columns has %d bits, which are no whole bytes;"
                  + " choose a bit policy")
              .formatted(given.height(), given.width(), given.headColumns(), layout.planeBits()));
    }
    if (layout.stride() < Byte.SIZE) {
      throw new IllegalArgumentException(
          ("Continuous planes of %d bits leave open how many of them the last byte holds;"
                  + " choose the padded bit policy")
              .formatted(layout.planeBits()));
    }
    this.buffer = new byte[Math.toIntExact((layout.stride() + 14) / 8)];
  }

  /** The buffer starts with the bits of the last plane that did not fill a byte. */
  @Override
  void write(byte[] packed) throws IOException {
    Arrays.fill(buffer, pendingBits == 0 ? 0 : 1, buffer.length, (byte) 0);
    layout.toFile(packed, 0, buffer, pendingBits);
    long bits = pendingBits + layout.stride();
    int whole = (int) (bits >>> 3);
    out().write(buffer, 0, whole);
    pendingBits = (int) (bits & 7);
    if (pendingBits > 0) {
      buffer[0] = buffer[whole];
    }
  }

  @Override
  void finish() throws IOException {
    if (pendingBits > 0) {
      out().write(buffer, 0, 1);
    }
  }
}
