package io.spikelake.spike;

import io.spikelake.spike.MalformedSpikeStreamException.Reason;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * PKU/Vidar packed bits: no header, planes in time order, one bit per pixel.
 *
 * <pre>
 * bit of a plane                          content
 * row * (width + headColumns) + column    pixel, for column &lt; width
 * ... + width ..                          head columns, dropped
 * </pre>
 *
 * The first row of the file is the bottom row of the picture where the layout says flip. That is
 * kept as {@link RowOrder#BOTTOM_UP}, so that a file whose planes are whole bytes without head
 * columns is read without touching a bit. Only the bytes of the planes asked for are read.
 */
final class DatRecording extends FileRecording {

  private final DatLayout layout;

  private DatRecording(ByteSource source, SpikeHeader header, SpikeLayout given, DatLayout layout) {
    super(source, header, given.flip() ? RowOrder.BOTTOM_UP : RowOrder.TOP_DOWN);
    this.layout = layout;
  }

  static DatRecording open(ByteSource source, SpikeLayout given)
      throws MalformedSpikeStreamException {
    long bytes = source.length();
    if (bytes == 0) {
      throw malformed(source, -1, Reason.EMPTY, "the file has no bytes; copy or record it again");
    }
    if (!given.hasGeometry()) {
      throw malformed(
          source,
          -1,
          Reason.GEOMETRY_MISSING,
          "a .dat file does not say its height and width; give --height and --width, or --dataset; "
              + KnownGeometry.fitting(bytes));
    }
    DatLayout layout = DatLayout.of(given);
    if (layout.planeBits() > MAX_PIXELS) {
      throw malformed(
          source,
          -1,
          Reason.GEOMETRY_MISMATCH,
          "a plane of %s has %d bits; at most %d are expected: correct --height and --width"
              .formatted(describe(given), layout.planeBits(), MAX_PIXELS));
    }
    if (!layout.allowed()) {
      throw malformed(
          source,
          -1,
          Reason.GEOMETRY_MISMATCH,
          ("a plane of %s has %d bits, which are no whole bytes, and readers disagree on"
                  + " what follows; say --bit-policy continuous (planes follow bit by bit) or"
                  + " --bit-policy padded (each starts on a byte)")
              .formatted(describe(given), layout.planeBits()));
    }
    long planes = layout.planes(bytes);
    long leftOver = layout.leftOverBytes(bytes);
    if (leftOver > 0) {
      throw malformed(
          source,
          bytes - leftOver,
          Reason.TRUNCATED,
          ("%d bytes are left over after %d planes of %s; the file was cut short, or"
                  + " height and width are not those of this recording: %s")
              .formatted(leftOver, planes, describe(given), KnownGeometry.fitting(bytes)));
    }
    checkShape(source, planes, given.height(), given.width(), given);
    SpikeHeader header =
        new SpikeHeader(
            SpikeFormat.DAT,
            planes,
            given.height(),
            given.width(),
            OptionalLong.empty(),
            Optional.empty(),
            true);
    return new DatRecording(source, header, given, layout);
  }

  private static String describe(SpikeLayout given) {
    return given.headColumns() == 0
        ? "%dx%d".formatted(given.height(), given.width())
        : "%dx%d with %d head columns"
            .formatted(given.height(), given.width(), given.headColumns());
  }

  private static MalformedSpikeStreamException malformed(
      ByteSource source, long position, Reason reason, String message) {
    return new MalformedSpikeStreamException(source.name(), position, reason, message);
  }

  @Override
  ByteRange range(long from, int count) {
    long first = layout.firstBit(from) >>> 3;
    return new ByteRange(first, layout.endByte(from + count) - first);
  }

  @Override
  SpikeStream readStream(long from, int count, PlaneMemory memory) throws IOException {
    if (!layout.asInMemory()) {
      return super.readStream(from, count, memory);
    }
    int height = header().height();
    int width = header().width();
    long needed = (long) count * SpikeStream.wordsPerPlane(height, width);
    if (needed > Integer.MAX_VALUE - Long.BYTES) {
      throw tooMany(count, needed * Long.BYTES);
    }
    long[] words = memory.words((int) needed);
    source()
        .readPlanes(
            range(from, count).position(), SpikeStream.planeBytes(height, width), count, words);
    return SpikeStream.wrap(words, count, height, width, rowOrder(), from);
  }

  @Override
  void readPlanes(long from, int count, byte[] packed) throws IOException {
    int planeBytes = SpikeStream.planeBytes(header().height(), header().width());
    int atOnce = (int) Math.max(1, CHUNK_BYTES * 8L / layout.stride());
    for (int done = 0; done < count; done += atOnce) {
      int planes = Math.min(atOnce, count - done);
      ByteRange range = range(from + done, planes);
      byte[] chunk = new byte[Math.toIntExact(range.length())];
      source().readFully(range.position(), chunk, 0, chunk.length);
      for (int i = 0; i < planes; i++) {
        long sourceBit = layout.firstBit(from + done + i) - (range.position() << 3);
        layout.toMemory(chunk, sourceBit, packed, (long) (done + i) * planeBytes * Byte.SIZE);
      }
    }
  }
}
