package io.spikelake.jobs.storage;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Delta's log on local disks, and whatever else is mounted and has hard links: a commit is written
 * beside its place and linked to it, which the file system does once. Renaming, which Delta does by
 * default, takes the place of what another process has committed in the meantime.
 */
public final class LinkLogStore extends HadoopFileSystemLogStore {

  /** Delta makes log stores by this constructor. */
  public LinkLogStore(Configuration initHadoopConf) {
    super(initHadoopConf);
  }

  /**
   * @throws FileAlreadyExistsException if the file exists, and is not to be overwritten
   * @throws IOException if it cannot be written, or the file system has no hard links
   */
  @Override
  public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration conf)
      throws IOException {
    java.nio.file.Path target = java.nio.file.Path.of(path.toUri().getPath());
    java.nio.file.Path written =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      Files.write(written, LogLines.bytes(actions));
      if (overwrite) {
        Files.move(written, target, StandardCopyOption.REPLACE_EXISTING);
      } else {
        link(target, written);
      }
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static void link(java.nio.file.Path target, java.nio.file.Path written)
      throws IOException {
    try {
      Files.createLink(target, written);
    } catch (UnsupportedOperationException e) {
      throw new IOException(
          "%s is on a file system without hard links, where two runs at once would spoil the lake;"
                  .formatted(target)
              + " where only one run at a time writes, set spark.delta.logStore.file.impl to"
              + " io.delta.storage.HDFSLogStore",
          e);
    }
  }

  /** A file appears when it is whole. */
  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration conf) {
    return false;
  }
}
