package io.spikelake.spike;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A local file mapped into memory: reading is copying. For recordings that are read more than once
 * or at many places. The file must not be cut short while it is open: reading what is gone ends in
 * an {@link InternalError} of the virtual machine. The mapping lasts until the garbage collector
 * finds it.
 */
public final class MappedByteSource implements ByteSource {

  private static final int DEFAULT_PIECE_BYTES = 1 << 30;

  private final Path path;
  private final long length;
  private final int pieceBytes;
  private ByteBuffer[] pieces;

  private MappedByteSource(Path path, long length, int pieceBytes, ByteBuffer[] pieces) {
    this.path = path;
    this.length = length;
    this.pieceBytes = pieceBytes;
    this.pieces = pieces;
  }

  public static MappedByteSource open(Path path) throws IOException {
    return open(path, DEFAULT_PIECE_BYTES);
  }

  /**
   * @param pieceBytes bytes of one mapping; a buffer is indexed by int
   */
  static MappedByteSource open(Path path, int pieceBytes) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long length = channel.size();
      ByteBuffer[] pieces = new ByteBuffer[Math.toIntExact(-Math.floorDiv(-length, pieceBytes))];
      for (int i = 0; i < pieces.length; i++) {
        long from = (long) i * pieceBytes;
        pieces[i] = channel.map(MapMode.READ_ONLY, from, Math.min(pieceBytes, length - from));
      }
      return new MappedByteSource(path, length, pieceBytes, pieces);
    }
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int count) throws IOException {
    check(position, count);
    for (int done = 0; done < count; ) {
      int piece = (int) ((position + done) / pieceBytes);
      int at = (int) ((position + done) % pieceBytes);
      int step = Math.min(count - done, pieces[piece].capacity() - at);
      pieces[piece].get(at, target, offset + done, step);
      done += step;
    }
  }

  @Override
  public void readPlanes(long position, int planeBytes, int planes, long[] words)
      throws IOException {
    long bytes = (long) planeBytes * planes;
    check(position, bytes);
    int piece = (int) (position / pieceBytes);
    int at = (int) (position % pieceBytes);
    if (planes > 0 && at + bytes <= pieces[piece].capacity()) {
      PlaneWords.fill(pieces[piece].duplicate().position(at), planeBytes, planes, words);
    } else {
      ByteSource.super.readPlanes(position, planeBytes, planes, words);
    }
  }

  private void check(long position, long count) throws EOFException {
    if (pieces == null) {
      throw new IllegalStateException(path + " is closed");
    }
    if (position < 0 || count > length - position) {
      throw new EOFException(
          "%s ends at byte %d; %d bytes wanted from %d".formatted(path, length, count, position));
    }
  }

  @Override
  public void close() {
    pieces = null;
  }
}
