package io.spikelake.jobs.export;

import io.spikelake.files.AtomicFile;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file that is there as a whole or not at all: written aside and moved, or, where the storage
 * shows an object only when it is complete, in its place. Closing it before {@link #commit} takes
 * back what was written.
 */
final class ExportFile implements Closeable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final FileSystem fs;
  private final String name;
  private final Path target;
  private final Path written;
  private final FSDataOutputStream out;
  private final MessageDigest digest = sha256();
  private final OutputStream stream;
  private boolean closed;

  private ExportFile(FileSystem fs, String name, Path target, Path written) throws IOException {
    this.fs = fs;
    this.name = name;
    this.target = target;
    this.written = written;
    this.out = fs.create(written, true, BUFFER_BYTES);
    this.stream = new Digesting(out);
  }

  /**
   * @param name path below the target of the export
   */
  static ExportFile create(FileSystem fs, String name, Path target) throws IOException {
    boolean wholeObjects = fs.hasPathCapability(target, CommonPathCapabilities.ABORTABLE_STREAM);
    // Attempts of one task may run at the same time.
    Path written = wholeObjects ? target : target.suffix("." + UUID.randomUUID() + AtomicFile.PART);
    return new ExportFile(fs, name, target, written);
  }

  /** Where the content goes; to close it has no effect. */
  OutputStream stream() {
    return stream;
  }

  /**
   * Puts the file in its place.
   *
   * @param images how many it holds
   */
  ExportedFile commit(long images) throws IOException {
    long bytes = out.getPos();
    out.close();
    if (!written.equals(target) && !fs.rename(written, target)) {
      fs.delete(target, false);
      if (!fs.rename(written, target)) {
        throw new IOException("Cannot move %s to %s".formatted(written, target));
      }
    }
    closed = true;
    return new ExportedFile(name, bytes, HexFormat.of().formatHex(digest.digest()), images);
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    if (written.equals(target)) {
      out.abort();
    } else {
      out.close();
      fs.delete(written, false);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private final class Digesting extends FilterOutputStream {
    Digesting(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      digest.update((byte) value);
      out.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      digest.update(bytes, offset, length);
      out.write(bytes, offset, length);
    }

    /**
     * Writers of formats close what they write to; whether the file counts is not theirs to say.
     */
    @Override
    public void close() {}
  }
}
