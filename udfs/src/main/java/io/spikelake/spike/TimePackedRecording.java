package io.spikelake.spike;

import io.spikelake.spike.MalformedSpikeStreamException.Reason;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An archive packed along time: {@code seq} (or {@code spSeq}), bytes of (ceil(planes / 8), height,
 * width), upright; plane {@code t} is bit {@code t % 8}, counted from the least significant, of
 * group {@code t / 8}; {@code length} is the number of planes.
 *
 * <p>Memory of a read: the packed planes and {@value FileRecording#CHUNK_BYTES} bytes, and for a
 * deflated member the buffers of {@link InflatedMember}. A stored array is read by position, in
 * groups of eight planes.
 */
final class TimePackedRecording extends FileRecording {

  private static final int GROUP = 8;

  private final NpyArray groups;

  private TimePackedRecording(ByteSource source, SpikeHeader header, NpyArray groups) {
    super(source, header, RowOrder.TOP_DOWN);
    this.groups = groups;
  }

  static TimePackedRecording open(ByteSource source, SpikeLayout given) throws IOException {
    NpzArchive archive = NpzArchive.open(source);
    String name = archive.has("spSeq") && !archive.has("seq") ? "spSeq" : "seq";
    NpyArray groups = archive.array(name, SpikeFormat.TIME_PACKED);
    try {
      long planes = planes(archive);
      groups.requireByteCube("time / 8, height, width");
      checkShape(source, planes, groups.axis(1), groups.axis(2), given);
      if (groups.axis(0) != (planes - 1) / GROUP + 1) {
        throw new MalformedSpikeStreamException(
            source.name(),
            -1,
            Reason.GEOMETRY_MISMATCH,
            ("%d planes, as the array 'length' says, fill %d groups of eight, but '%s' has"
                    + " %d; export the file again")
                .formatted(planes, (planes - 1) / GROUP + 1, name, groups.axis(0)));
      }
      SpikeHeader header =
          new SpikeHeader(
              SpikeFormat.TIME_PACKED,
              planes,
              (int) groups.axis(1),
              (int) groups.axis(2),
              OptionalLong.empty(),
              Optional.empty(),
              groups.randomAccess());
      return new TimePackedRecording(source, header, groups);
    } catch (IOException e) {
      groups.close();
      throw e;
    }
  }

  private static long planes(NpzArchive archive) throws IOException {
    try (NpyArray length = archive.array("length", SpikeFormat.TIME_PACKED)) {
      return length.integer();
    }
  }

  @Override
  ByteRange range(long from, int count) {
    long pixels = (long) header().height() * header().width();
    long first = from / GROUP;
    long end = count == 0 ? first : (from + count - 1) / GROUP + 1;
    return groups.inFile(first * pixels, (end - first) * pixels);
  }

  @Override
  void readPlanes(long from, int count, byte[] bits) throws IOException {
    int pixels = header().height() * header().width();
    byte[] chunk = new byte[(Math.min(CHUNK_BYTES, pixels) + 7) & ~7];
    for (long group = from / GROUP; group * GROUP < from + count; group++) {
      int first = (int) Math.max(0, from - group * GROUP);
      int end = (int) Math.min(GROUP, from + count - group * GROUP);
      int target = (int) (group * GROUP + first - from);
      for (int pixel = 0; pixel < pixels; pixel += chunk.length) {
        int piece = Math.min(chunk.length, pixels - pixel);
        groups.readElements(group * pixels + pixel, chunk, 0, piece);
        Arrays.fill(chunk, piece, Math.min(chunk.length, (piece + 7) & ~7), (byte) 0);
        spread(chunk, piece, first, end, bits, target, pixel);
      }
    }
  }

  /** Turns the bytes of eight pixels at a time into one byte of each plane. */
  private void spread(
      byte[] chunk, int pixels, int first, int end, byte[] bits, int target, int pixel) {
    int planeBytes = SpikeStream.planeBytes(header().height(), header().width());
    for (int i = 0; i < pixels; i += 8) {
      long planes = Bits.transpose8x8(Bits.word(chunk, i)) >>> (first << 3);
      int at = target * planeBytes + ((pixel + i) >>> 3);
      for (int plane = first; plane < end; plane++) {
        bits[at] = (byte) planes;
        planes >>>= 8;
        at += planeBytes;
      }
    }
  }

  @Override
  public void close() throws IOException {
    groups.close();
    super.close();
  }
}
