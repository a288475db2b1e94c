package io.spikelake.spike;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a plain {@code .npy} of one byte per pixel and plane. */
final class NpyWriter extends PlaneWriter {

  private final byte[] bytes;

  NpyWriter(OutputStream out, SpikeHeader header) throws IOException {
    super(out, header.height(), header.width(), RowOrder.TOP_DOWN, header.planes());
    this.bytes = new byte[pixels()];
    out().write(NpzOutput.header("|u1", header.planes(), header.height(), header.width()));
  }

  @Override
  void write(byte[] packed) throws IOException {
    Bits.unpack(packed, 0, bytes.length, bytes, 0);
    out().write(bytes);
  }

  @Override
  void finish() {}
}
