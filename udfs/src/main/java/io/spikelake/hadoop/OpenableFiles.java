package io.spikelake.hadoop;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** File systems that open every file that they list. */
public final class OpenableFiles {

  private OpenableFiles() {}

  /**
   * The file system of a path, or the one under it where a colon is in the name: for the checksums
   * that Hadoop looks for beside local files it takes such a name for a URI, and fails.
   */
  public static FileSystem of(Path path, Configuration conf) throws IOException {
    FileSystem fs = path.getFileSystem(conf);
    return fs instanceof ChecksumFileSystem checked && path.getName().indexOf(':') >= 0
        ? checked.getRawFileSystem()
        : fs;
  }
}
