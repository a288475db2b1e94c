package io.spikelake.spike;

import java.io.EOFException;

/** A file whose bytes are in memory. */
record ArraySource(byte[] bytes, String name) implements ByteSource {

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int length) throws EOFException {
    if (position < 0 || position + length > bytes.length) {
      throw new EOFException("%s has no %d bytes at %d".formatted(name, length, position));
    }
    System.arraycopy(bytes, (int) position, target, offset, length);
  }

  @Override
  public void close() {}
}
