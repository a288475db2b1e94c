package io.spikelake.spike;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Writes an archive packed along time, as {@link TimePackedRecording} reads it. */
final class TimePackedWriter extends PlaneWriter {

  private static final int GROUP = 8;

  private final SpikeHeader header;
  private final NpzOutput archive;

  /** The planes of a group, the bytes of the same eight pixels side by side. */
  private final byte[] group;

  private int inGroup;

  TimePackedWriter(OutputStream out, SpikeHeader header) throws IOException {
    super(out, header.height(), header.width(), RowOrder.TOP_DOWN, header.planes());
    this.header = header;
    this.archive = new NpzOutput(out());
    this.group = new byte[Math.multiplyExact(GROUP, planeBytes())];
    long groups = (header.planes() + GROUP - 1) / GROUP;
    archive.array("seq", "|u1", groups, header.height(), header.width());
  }

  @Override
  void write(byte[] packed) throws IOException {
    for (int i = 0; i < packed.length; i++) {
      group[i * GROUP + inGroup] = packed[i];
    }
    if (++inGroup == GROUP) {
      writeGroup();
    }
  }

  private void writeGroup() throws IOException {
    for (int i = 0; i < group.length; i += GROUP) {
      Bits.putWord(group, i, Bits.transpose8x8(Bits.word(group, i)));
    }
    archive.write(group, 0, pixels());
    Arrays.fill(group, (byte) 0);
    inGroup = 0;
  }

  @Override
  void finish() throws IOException {
    if (inGroup > 0) {
      writeGroup();
    }
    archive.integer("length", header.planes());
    archive.close();
  }
}
