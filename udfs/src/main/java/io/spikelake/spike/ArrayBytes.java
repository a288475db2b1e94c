package io.spikelake.spike;

/**
 * The bytes of one array file: a {@code .npy} of its own, or a member of an archive. Closing it
 * frees its buffers and leaves the source under it open.
 */
interface ArrayBytes extends ByteSource {

  /** Whether a read costs only the bytes read, and not those before them. */
  boolean randomAccess();

  /**
   * Where in the underlying file the given bytes are: exactly where access is random, otherwise the
   * whole compressed data.
   */
  ByteRange inFile(long position, long length);

  @Override
  void close();
}
