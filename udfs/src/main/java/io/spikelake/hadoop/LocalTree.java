package io.spikelake.hadoop;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files below a folder of this machine, where unlike in other stores there are links: round in
 * circles, which Hadoop follows until the system refuses, and to nothing, which it leaves out.
 */
final class LocalTree {

  private static final Logger LOG = LoggerFactory.getLogger(LocalTree.class);

  private final FileSystem fs;
  private final boolean recursive;
  private final List<FileStatus> files = new ArrayList<>();

  /** The folders on the way to the present one, without links. */
  private final Set<java.nio.file.Path> above = new HashSet<>();

  private LocalTree(FileSystem fs, boolean recursive) {
    this.fs = fs;
    this.recursive = recursive;
  }

  /**
   * @return every file; an entry that leads to nothing is one of no bytes
   */
  static List<FileStatus> files(FileSystem fs, Path folder, boolean recursive) throws IOException {
    LocalTree tree = new LocalTree(fs, recursive);
    tree.list(folder);
    return tree.files;
  }

  private void list(Path folder) throws IOException {
    File local = new File(folder.toUri().getPath());
    java.nio.file.Path real = local.toPath().toRealPath();
    if (!above.add(real)) {
      LOG.info("{} leads back to {}, which is listed already", folder, real);
      return;
    }
    Set<String> known = new HashSet<>();
    for (FileStatus status : fs.listStatus(folder)) {
      known.add(status.getPath().getName());
      if (!status.isDirectory()) {
        files.add(status);
      } else if (recursive) {
        list(status.getPath());
      }
    }
    addLost(folder, local.list(), known);
    above.remove(real);
  }

  private void addLost(Path folder, String[] names, Set<String> known) {
    for (String name : names == null ? new String[0] : names) {
      if (!name.startsWith(".") && !known.contains(name)) {
        LOG.warn(
            "'{}' in {} leads to nothing: a link whose target is gone, or a name that the character"
                + " set of this machine cannot spell",
            name,
            folder);
        files.add(new FileStatus(0, false, 1, 0, 0, new Path(folder, new Path(null, null, name))));
      }
    }
  }
}
