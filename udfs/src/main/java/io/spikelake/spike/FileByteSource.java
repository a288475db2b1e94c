package io.spikelake.spike;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A local file. */
public final class FileByteSource implements ByteSource {

  private final Path path;
  private final FileChannel channel;
  private final long length;

  private FileByteSource(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    this.length = channel.size();
  }

  public static FileByteSource open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return new FileByteSource(path, channel);
    } catch (IOException e) {
      channel.close();
      throw e;
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
    ByteBuffer buffer = ByteBuffer.wrap(target, offset, count);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position() - offset) < 0) {
        throw new EOFException(
            "%s ends at byte %d; %d bytes wanted from %d".formatted(path, length, count, position));
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
