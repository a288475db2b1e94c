package io.spikelake.hadoop;

import io.spikelake.spike.ByteSource;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.OpenFileOptions;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.functional.FutureIO;

/**
 * A file of any Hadoop file system.
 *
 * <p>Opened for random access, so that an object store answers each read with one ranged request
 * instead of streaming to the end of the object. A large read goes straight to the store in ranges
 * of at most 8 MiB, which bounds what a retry repeats. A read of less than 64 KiB fetches 64 KiB
 * and keeps them: the headers of an archive are dozens of reads of a few bytes, near each other.
 */
public final class HadoopByteSource implements ByteSource {

  /** Largest range asked for at once. */
  static final int MAX_RANGE = 8 << 20;

  /** Smaller reads are widened to this; the longest end of a zip archive, 64 KiB, fits. */
  static final int READ_AHEAD = 80 << 10;

  private static final int READS_KEPT = 4;

  private final Path path;
  private final FSDataInputStream stream;
  private final long length;
  private final Deque<Ahead> ahead = new ArrayDeque<>();
  private long bytesRead;
  private long nanosReading;

  /** Bytes of the file from {@code start} on. */
  private static final class Ahead {
    private final long start;
    private final byte[] bytes;

    Ahead(long start, byte[] bytes) {
      this.start = start;
      this.bytes = bytes;
    }

    boolean holds(long position, int count) {
      return position >= start && position + count <= start + bytes.length;
    }
  }

  private HadoopByteSource(Path path, FSDataInputStream stream, long length) {
    this.path = path;
    this.stream = stream;
    this.length = length;
  }

  /** Opens a file whose length is not known; asks the store for it. */
  public static HadoopByteSource open(Configuration conf, URI uri) throws IOException {
    Path path = new Path(uri);
    FileSystem fs = OpenableFiles.of(path, conf);
    return open(fs, path, fs.getFileStatus(path).getLen());
  }

  /**
   * Opens a file whose length is known from a listing, which saves a request to an object store.
   *
   * @param length length of the file in bytes
   */
  public static HadoopByteSource open(Configuration conf, URI uri, long length) throws IOException {
    Path path = new Path(uri);
    return open(OpenableFiles.of(path, conf), path, length);
  }

  private static HadoopByteSource open(FileSystem fs, Path path, long length) throws IOException {
    FSDataInputStream stream =
        FutureIO.awaitFuture(
            fs.openFile(path)
                .opt(
                    OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY,
                    OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY_RANDOM)
                .optLong(OpenFileOptions.FS_OPTION_OPENFILE_LENGTH, length)
                .build());
    return new HadoopByteSource(path, stream, length);
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public long length() {
    return length;
  }

  /** Bytes fetched from the store so far, read-ahead included. */
  public long bytesRead() {
    return bytesRead;
  }

  /** Nanoseconds spent waiting for the store so far. */
  public long nanosReading() {
    return nanosReading;
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, target.length);
    if (position < 0 || position > length - count) {
      throw new EOFException(
          "%s ends at byte %d; %d bytes wanted from %d".formatted(path, length, count, position));
    }
    if (count >= READ_AHEAD) {
      fetch(position, target, offset, count);
      return;
    }
    Ahead held = ahead(position, count);
    System.arraycopy(held.bytes, (int) (position - held.start), target, offset, count);
  }

  private Ahead ahead(long position, int count) throws IOException {
    for (Ahead held : ahead) {
      if (held.holds(position, count)) {
        return held;
      }
    }
    if (ahead.size() == READS_KEPT) {
      ahead.removeLast();
    }
    // Near the end the range is moved down: the directory of a zip is read from its last bytes.
    long start = Math.max(0, Math.min(position, length - READ_AHEAD));
    Ahead fetched = new Ahead(start, new byte[(int) Math.min(READ_AHEAD, length)]);
    fetch(start, fetched.bytes, 0, fetched.bytes.length);
    ahead.addFirst(fetched);
    return fetched;
  }

  private void fetch(long position, byte[] target, int offset, int count) throws IOException {
    long started = System.nanoTime();
    try {
      fetchRanges(position, target, offset, count);
    } finally {
      nanosReading += System.nanoTime() - started;
    }
  }

  private void fetchRanges(long position, byte[] target, int offset, int count) throws IOException {
    for (int done = 0; done < count; ) {
      int range = Math.min(MAX_RANGE, count - done);
      try {
        stream.readFully(position + done, target, offset + done, range);
      } catch (EOFException e) {
        throw shorterThanListed(position + done, e);
      }
      done += range;
      bytesRead += range;
    }
  }

  private EOFException shorterThanListed(long position, EOFException cause) {
    EOFException shorter =
        new EOFException(
            "%s ends soon after byte %d; it had %d bytes when it was listed. Was it replaced?"
                .formatted(path, position, length));
    shorter.initCause(cause);
    return shorter;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
