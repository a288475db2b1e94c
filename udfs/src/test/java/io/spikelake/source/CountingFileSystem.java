package io.spikelake.source;

import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Local files under the scheme {@code counted}, with the bytes read and the files opened counted.
 * {@code /virtual/N.dat} is a file of N bytes, all zero, that exists nowhere; its blocks of 64 MiB
 * are on {@code host0}, {@code host1}, and so on.
 */
public final class CountingFileSystem extends RawLocalFileSystem {

  static final AtomicLong BYTES_READ = new AtomicLong();
  static final AtomicLong FILES_OPENED = new AtomicLong();
  static final long BLOCK_BYTES = 64 << 20;

  static void reset() {
    BYTES_READ.set(0);
    FILES_OPENED.set(0);
  }

  @Override
  public URI getUri() {
    return URI.create("counted:///");
  }

  @Override
  public String getScheme() {
    return "counted";
  }

  private static boolean isVirtual(Path path) {
    return path.toUri().getPath().startsWith("/virtual/");
  }

  private static long virtualLength(Path path) {
    return Long.parseLong(path.getName().replace(".dat", ""));
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return isVirtual(path)
        ? new FileStatus(virtualLength(path), false, 1, BLOCK_BYTES, 0, makeQualified(path))
        : plain(super.getFileStatus(path));
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    return Stream.of(super.listStatus(path))
        .map(CountingFileSystem::plain)
        .toArray(FileStatus[]::new);
  }

  /**
   * The status that the superclass makes looks at the file again, and only under its own scheme.
   */
  private static FileStatus plain(FileStatus status) {
    return new FileStatus(
        status.getLen(),
        status.isDirectory(),
        1,
        BLOCK_BYTES,
        status.getModificationTime(),
        status.getPath());
  }

  @Override
  public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long length)
      throws IOException {
    if (!isVirtual(file.getPath())) {
      return super.getFileBlockLocations(file, start, length);
    }
    int blocks = (int) ((file.getLen() + BLOCK_BYTES - 1) / BLOCK_BYTES);
    BlockLocation[] locations = new BlockLocation[blocks];
    for (int i = 0; i < blocks; i++) {
      String[] hosts = {"host" + i};
      long offset = i * BLOCK_BYTES;
      locations[i] =
          new BlockLocation(hosts, hosts, offset, Math.min(BLOCK_BYTES, file.getLen() - offset));
    }
    return locations;
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    FILES_OPENED.incrementAndGet();
    return new FSDataInputStream(
        isVirtual(path)
            ? new Counted(null, virtualLength(path))
            : new Counted(super.open(path, bufferSize), super.getFileStatus(path).getLen()));
  }

  /** Counts positioned reads, which are the only ones there should be. */
  private static final class Counted extends FSInputStream {
    private final FSDataInputStream file;
    private final long length;

    Counted(FSDataInputStream file, long length) {
      this.file = file;
      this.length = length;
    }

    @Override
    public void readFully(long position, byte[] buffer, int offset, int count) throws IOException {
      if (position + count > length) {
        throw new EOFException();
      }
      if (file != null) {
        file.readFully(position, buffer, offset, count);
      } else {
        Arrays.fill(buffer, offset, offset + count, (byte) 0);
      }
      BYTES_READ.addAndGet(count);
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("Recordings are read by position");
    }

    @Override
    public int read(byte[] buffer, int offset, int count) {
      throw new UnsupportedOperationException("Recordings are read by position");
    }

    @Override
    public void seek(long position) {
      throw new UnsupportedOperationException("Recordings are read by position");
    }

    @Override
    public long getPos() {
      return 0;
    }

    @Override
    public boolean seekToNewSource(long target) {
      return false;
    }

    @Override
    public void close() throws IOException {
      if (file != null) {
        file.close();
      }
    }
  }
}
