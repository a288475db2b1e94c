package io.spikelake.spike;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Random access to the bytes of one file, wherever it is kept. Not safe for use by several threads
 * at once.
 */
public interface ByteSource extends Closeable {

  /** Bytes that {@link #readPlanes} reads at once, unless a plane has more. */
  int BUFFER_BYTES = 8 << 20;

  /** Name for messages: a path or URI. */
  String name();

  /** Length of the file in bytes. */
  long length();

  /**
   * Reads exactly {@code length} bytes.
   *
   * @throws java.io.EOFException if the file ends before
   */
  void readFully(long position, byte[] target, int offset, int length) throws IOException;

  /**
   * Reads planes that follow each other as packed bytes into words, as {@link SpikeStream} keeps
   * them. Here by way of a buffer of bytes; sources that have the bytes in memory spare that.
   *
   * @param words (Output) planes of {@code ceil(planeBytes / 8)} words from index 0 on
   * @throws java.io.EOFException if the file ends before
   */
  default void readPlanes(long position, int planeBytes, int planes, long[] words)
      throws IOException {
    int wordsPerPlane = (planeBytes + Long.BYTES - 1) / Long.BYTES;
    int atOnce = Math.max(1, Math.min(planes, BUFFER_BYTES / planeBytes));
    byte[] buffer = new byte[Math.multiplyExact(atOnce, planeBytes)];
    for (int done = 0; done < planes; done += atOnce) {
      int count = Math.min(atOnce, planes - done);
      readFully(position + (long) done * planeBytes, buffer, 0, count * planeBytes);
      PlaneWords.fill(ByteBuffer.wrap(buffer), planeBytes, count, words, done * wordsPerPlane);
    }
  }
}
