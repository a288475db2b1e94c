package io.spikelake.testing;

import io.spikelake.spike.ByteSource;
import java.io.EOFException;

/** A file in memory that counts what is read of it. */
public final class MemoryByteSource implements ByteSource {

  private final String name;
  private final byte[] bytes;
  private long bytesRead;
  private boolean closed;

  public MemoryByteSource(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  /** Bytes read so far, those read twice counted twice. */
  public long bytesRead() {
    return bytesRead;
  }

  public boolean closed() {
    return closed;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int length) throws EOFException {
    if (closed) {
      throw new IllegalStateException(name + " is closed");
    }
    if (position < 0 || position + length > bytes.length) {
      throw new EOFException("%s has no %d bytes at %d".formatted(name, length, position));
    }
    System.arraycopy(bytes, (int) position, target, offset, length);
    bytesRead += length;
  }

  @Override
  public void close() {
    closed = true;
  }
}
