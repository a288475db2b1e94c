package io.spikelake.spike;

import java.io.Closeable;
import java.io.IOException;

/**
 * Random access to the bytes of one file, wherever it is kept. Not safe for use by several threads
 * at once.
 */
public interface ByteSource extends Closeable {

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
}
