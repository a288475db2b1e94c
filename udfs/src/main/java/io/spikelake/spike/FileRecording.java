package io.spikelake.spike;

import io.spikelake.spike.MalformedSpikeStreamException.Reason;
import java.io.IOException;
import java.util.Objects;

/**
 * What the readers of all formats have in common: a header, the source to be closed, and checked
 * reading of planes into new packed memory.
 */
abstract class FileRecording implements SpikeRecording {

  /** Bytes read at once where planes cannot go straight from the file to their place. */
  static final int CHUNK_BYTES = 1 << 20;

  /**
   * Most pixels of a plane in a file, 64 times those of today's sensors. More is a damaged or
   * hostile shape, which would cost every reader of the frames gigabytes.
   */
  static final int MAX_PIXELS = 1 << 26;

  private final ByteSource source;
  private final SpikeHeader header;
  private final RowOrder rowOrder;

  FileRecording(ByteSource source, SpikeHeader header, RowOrder rowOrder) {
    this.source = source;
    this.header = header;
    this.rowOrder = rowOrder;
  }

  /**
   * Reads planes that exist.
   *
   * @param packed (Output) zeros, of exactly the size of the packed planes
   */
  abstract void readPlanes(long from, int count, byte[] packed) throws IOException;

  /** The bytes of planes that exist. */
  abstract ByteRange range(long from, int count);

  final ByteSource source() {
    return source;
  }

  @Override
  public final SpikeHeader header() {
    return header;
  }

  @Override
  public final SpikeStream read(long from, int count, PlaneMemory memory) throws IOException {
    Objects.checkFromIndexSize(from, count, header.planes());
    return readStream(from, count, memory);
  }

  /** Reads planes that exist; formats whose bytes are those of memory need no packed copy. */
  SpikeStream readStream(long from, int count, PlaneMemory memory) throws IOException {
    long needed = (long) count * SpikeStream.planeBytes(header.height(), header.width());
    if (needed > Integer.MAX_VALUE - Long.BYTES) {
      throw tooMany(count, needed);
    }
    byte[] packed = new byte[(int) needed];
    if (count > 0) {
      readPlanes(from, count, packed);
    }
    return SpikeStream.ofPacked(
        packed, count, header.height(), header.width(), rowOrder, from, memory);
  }

  final IllegalArgumentException tooMany(int planes, long bytes) {
    return new IllegalArgumentException(
        "%d planes of %s need %d bytes at once; read fewer planes at a time"
            .formatted(planes, source.name(), bytes));
  }

  final RowOrder rowOrder() {
    return rowOrder;
  }

  @Override
  public final ByteRange byteRange(long from, int count) {
    Objects.checkFromIndexSize(from, count, header.planes());
    return range(from, count);
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  /**
   * Compares the shape found in a file with what is known from outside.
   *
   * @throws MalformedSpikeStreamException if the shape is no geometry, or another one, or there are
   *     no planes
   */
  static void checkShape(
      ByteSource source, long planes, long height, long width, SpikeLayout layout)
      throws MalformedSpikeStreamException {
    if (height <= 0 || width <= 0 || height > MAX_PIXELS / width) {
      throw new MalformedSpikeStreamException(
          source.name(),
          -1,
          Reason.GEOMETRY_MISMATCH,
          "planes of %dx%d (height x width) are no pictures; 1 to %d pixels are expected"
              .formatted(height, width, MAX_PIXELS));
    }
    if (layout.hasGeometry() && (layout.height() != height || layout.width() != width)) {
      throw new MalformedSpikeStreamException(
          source.name(),
          -1,
          Reason.GEOMETRY_MISMATCH,
          ("the file holds planes of %dx%d (height x width), but %dx%d was asked for;"
                  + " correct --height and --width, or leave them out, since this format carries"
                  + " them")
              .formatted(height, width, layout.height(), layout.width()));
    }
    if (planes <= 0) {
      throw new MalformedSpikeStreamException(
          source.name(), -1, Reason.EMPTY, "the file holds no planes; record or export it again");
    }
  }
}
