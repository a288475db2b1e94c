package io.spikelake.jobs.storage;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Delta's log on object stores that can create an object on the condition that there is none, which
 * S3 and S3A of Hadoop 3.4.2 and later can: any number of drivers commit to one table, and of two
 * that write one version the storage lets one win.
 *
 * <p>An answer that is lost on its way makes S3A ask again, and the storage then says that the
 * object exists. So whoever is refused looks whether what is there is its own.
 */
public final class ConditionalLogStore extends HadoopFileSystemLogStore {

  /** Delta makes log stores by this constructor. */
  public ConditionalLogStore(Configuration initHadoopConf) {
    super(initHadoopConf);
  }

  /**
   * @throws FileAlreadyExistsException if the file exists with other content, and is not to be
   *     overwritten
   * @throws IOException if the storage cannot be reached, or cannot create conditionally
   */
  @Override
  public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration conf)
      throws IOException {
    FileSystem fs = path.getFileSystem(conf);
    byte[] content = LogLines.bytes(actions);
    if (overwrite) {
      try (OutputStream out = fs.create(path, true)) {
        out.write(content);
      }
      return;
    }
    ConditionalCreate.require(fs, path);
    try {
      ConditionalCreate.create(fs, path, content);
    } catch (IOException refused) {
      byte[] found = read(fs, path);
      if (found == null) {
        throw new IOException("Could not create " + path, refused);
      }
      if (!Arrays.equals(found, content)) {
        FileAlreadyExistsException exists = new FileAlreadyExistsException(path.toString());
        exists.initCause(refused);
        throw exists;
      }
    }
  }

  /** What is there, or null. */
  private static byte[] read(FileSystem fs, Path path) throws IOException {
    try (InputStream in = fs.open(path)) {
      return in.readAllBytes();
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  /** An object is there as a whole or not at all. */
  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration conf) {
    return false;
  }
}
