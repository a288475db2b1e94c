package io.spikelake.jobs.export;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The target of an export, as the driver and the tasks write to it. {@link #CHECKSUMS} comes last:
 * a folder that has it is complete.
 */
record ExportFolder(String root, Broadcast<SerializableConfiguration> hadoop)
    implements Serializable {

  static final String CHECKSUMS = "SHA256SUMS";

  /**
   * Comes first: what is in a folder with this name is an export, of which nothing else is kept.
   */
  static final String MARK = ".spikelake-export";

  private static final String MARK_TEXT =
      "SpikeLake wrote this folder; it is complete if SHA256SUMS is there.\n";

  /**
   * Makes the folder ready, and says that it is not complete.
   *
   * @throws IllegalArgumentException if there is something that is not to go
   */
  ExportedFile prepare(boolean overwrite) throws IOException {
    Path folder = new Path(root);
    FileSystem fs = fileSystem(folder);
    FileStatus[] present = fs.exists(folder) ? fs.listStatus(folder) : new FileStatus[0];
    if (present.length > 0) {
      if (!fs.exists(new Path(folder, MARK))) {
        throw new IllegalArgumentException(
            "Folder '%s' has files that no export made; choose one that is empty or not there"
                .formatted(root));
      }
      if (!overwrite) {
        throw new IllegalArgumentException(
            "Folder '%s' has %s; choose another, or give --overwrite"
                .formatted(
                    root,
                    fs.exists(new Path(folder, CHECKSUMS))
                        ? "an export"
                        : "an export that was not completed"));
      }
      fs.delete(new Path(folder, CHECKSUMS), false);
      for (FileStatus status : present) {
        if (!status.getPath().getName().equals(MARK)) {
          fs.delete(status.getPath(), true);
        }
      }
    }
    return write(MARK, MARK_TEXT);
  }

  /** Begins a file, whose folders are made. */
  ExportFile create(String name) throws IOException {
    Path path = new Path(root + "/" + name);
    return ExportFile.create(fileSystem(path), name, path);
  }

  ExportedFile write(String name, String content) throws IOException {
    return write(name, content.getBytes(StandardCharsets.UTF_8), 0);
  }

  ExportedFile write(String name, byte[] content, long images) throws IOException {
    try (ExportFile file = create(name)) {
      file.stream().write(content);
      return file.commit(images);
    }
  }

  /** Without Hadoop's own checksums, which would lie between the files as files of their own. */
  private FileSystem fileSystem(Path path) throws IOException {
    FileSystem fs = path.getFileSystem(hadoop.value().value());
    return fs instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : fs;
  }
}
