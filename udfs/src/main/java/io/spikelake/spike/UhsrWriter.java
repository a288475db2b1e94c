package io.spikelake.spike;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a UHSR archive, as {@link BytePlaneRecording} reads it. */
final class UhsrWriter extends PlaneWriter {

  private final SpikeHeader header;
  private final NpzOutput archive;
  private final byte[] bytes;

  UhsrWriter(OutputStream out, SpikeHeader header) throws IOException {
    super(out, header.height(), header.width(), RowOrder.TOP_DOWN, header.planes());
    this.header = header;
    this.archive = new NpzOutput(out());
    this.bytes = new byte[pixels()];
    archive.array("spk", "|u1", header.planes(), header.height(), header.width());
  }

  @Override
  void write(byte[] packed) throws IOException {
    Bits.unpack(packed, 0, bytes.length, bytes, 0);
    archive.write(bytes);
  }

  @Override
  void finish() throws IOException {
    if (header.label().isPresent()) {
      archive.integer("label", header.label().getAsLong());
    }
    if (header.labelName().isPresent()) {
      archive.text("label_name", header.labelName().get());
    }
    archive.close();
  }
}
