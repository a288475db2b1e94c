package io.spikelake.source;

import io.spikelake.spike.ByteSource;
import java.io.IOException;

/**
 * A file of which only the length is needed: a {@code .dat} file has no header, so that length and
 * geometry say where each plane is.
 */
record LengthOnly(String name, long length) implements ByteSource {

  @Override
  public void readFully(long position, byte[] target, int offset, int count) throws IOException {
    throw new IOException(
        "%d bytes of %s were asked for, of which only the length is known".formatted(count, name));
  }

  @Override
  public void close() {}
}
