package io.spikelake.spike;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes {@code arr_0} of height, width, time, as {@link TimeLastRecording} reads it. The first
 * pixel needs the last plane, so that all packed planes are kept until the writer is closed; they
 * must fit into one array.
 */
final class TimeLastWriter extends PlaneWriter {

  private final SpikeHeader header;
  private final NpzOutput archive;
  private final byte[] planes;
  private int kept;

  TimeLastWriter(OutputStream out, SpikeHeader header) throws IOException {
    super(out, header.height(), header.width(), RowOrder.TOP_DOWN, header.planes());
    if (header.planes() > (Integer.MAX_VALUE - Long.BYTES) / planeBytes()) {
      throw new IllegalArgumentException(
          ("%d planes of %d bytes are too many for format arr0, which is written from"
                  + " memory; choose uhsr or time-packed")
              .formatted(header.planes(), planeBytes()));
    }
    this.header = header;
    this.archive = new NpzOutput(out());
    this.planes = new byte[(int) header.planes() * planeBytes()];
  }

  @Override
  void write(byte[] packed) {
    System.arraycopy(packed, 0, planes, kept, packed.length);
    kept += packed.length;
  }

  @Override
  void finish() throws IOException {
    archive.array("arr_0", "|u1", header.height(), header.width(), header.planes());
    byte[] times = new byte[(int) header.planes()];
    for (int pixel = 0; pixel < pixels(); pixel++) {
      int column = pixel >>> 3;
      int shift = pixel & 7;
      for (int t = 0; t < times.length; t++) {
        times[t] = (byte) (planes[t * planeBytes() + column] >>> shift & 1);
      }
      archive.write(times);
    }
    archive.close();
  }
}
