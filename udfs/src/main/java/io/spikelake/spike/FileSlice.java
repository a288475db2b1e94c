package io.spikelake.spike;

import java.io.EOFException;
import java.io.IOException;

/** Consecutive bytes of a file: all of it, or a stored member of an archive. */
final class FileSlice implements ArrayBytes {

  private final ByteSource source;
  private final String name;
  private final long start;
  private final long length;
  private final Checksum checksum;

  private FileSlice(ByteSource source, String name, long start, long length, Checksum checksum) {
    this.source = source;
    this.name = name;
    this.start = start;
    this.length = length;
    this.checksum = checksum;
  }

  static FileSlice whole(ByteSource source) {
    return new FileSlice(source, source.name(), 0, source.length(), null);
  }

  static FileSlice of(ByteSource source, ZipMember member) {
    return new FileSlice(
        source, member.name(), member.dataPosition(), member.bytes(), new Checksum(member));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public boolean randomAccess() {
    return true;
  }

  @Override
  public ByteRange inFile(long position, long count) {
    return new ByteRange(start + position, count);
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int count) throws IOException {
    if (position + count > length) {
      throw new EOFException(
          "%s ends at byte %d; %d bytes wanted from %d".formatted(name, length, count, position));
    }
    source.readFully(start + position, target, offset, count);
    if (checksum != null) {
      checksum.update(position, target, offset, count);
    }
  }

  @Override
  public void close() {}
}
