package io.spikelake.it;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Local files under {@code crash:/}. From a chosen change on nothing can be changed any more, as if
 * the process that makes the changes had died there.
 */
public final class CrashingFileSystem extends RawLocalFileSystem {

  static final String SCHEME = "crash";

  private static final AtomicLong CHANGES = new AtomicLong();
  private static volatile long crashAt = Long.MAX_VALUE;

  /** Lets so many changes pass and fails all that follow. Starts counting from 0. */
  static void crashAfter(long changes) {
    CHANGES.set(0);
    crashAt = changes;
  }

  /** Lets every change pass again. Starts counting from 0. */
  static void repair() {
    crashAfter(Long.MAX_VALUE);
  }

  /** Changes asked for since counting started. */
  static long changes() {
    return CHANGES.get();
  }

  static String uri(java.nio.file.Path folder) {
    return SCHEME + ":" + folder.toUri().getPath();
  }

  private static void change(String what) throws IOException {
    if (CHANGES.getAndIncrement() >= crashAt) {
      throw new IOException("Crashed: " + what);
    }
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    change("create " + path);
    return super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    change("create " + path);
    return super.create(path, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    change("rename " + from + " to " + to);
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    change("delete " + path);
    return super.delete(path, recursive);
  }
}
