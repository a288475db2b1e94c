package io.spikelake.jobs.storage;

import static org.apache.hadoop.fs.Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Creates objects that must not exist, and finds out whether a storage can. */
public final class ConditionalCreate {

  private ConditionalCreate() {}

  /**
   * Creates an object.
   *
   * @throws IOException if there is one already, or the storage cannot be reached
   */
  static void create(FileSystem fs, Path path, byte[] content) throws IOException {
    FSDataOutputStreamBuilder<?, ?> builder = fs.createFile(path).recursive().overwrite(true);
    builder.must(FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
    try (OutputStream out = builder.build()) {
      out.write(content);
    }
  }

  /**
   * @throws IOException if the file system does not offer to create conditionally
   */
  static void require(FileSystem fs, Path path) throws IOException {
    if (!fs.hasPathCapability(path, FS_OPTION_CREATE_CONDITIONAL_OVERWRITE)) {
      throw new IOException(
          "%s cannot create an object on the condition that there is none: %s; two runs at once would spoil"
                  .formatted(fs.getUri(), path)
              + " the lake. Enable fs.s3a.create.conditional.enabled, or set"
              + " spark.delta.logStore.s3a.impl to io.delta.storage.S3DynamoDBLogStore, or, where"
              + " only one run at a time writes, to io.delta.storage.S3SingleDriverLogStore");
    }
  }

  /**
   * Asks the storage to create an object twice. A store that ignores the condition, as some that
   * are compatible with S3 do, says yes twice.
   *
   * @param folder where to; the object is deleted again
   * @throws IOException if the storage cannot be reached, or ignores the condition
   */
  public static void requireKept(FileSystem fs, Path folder) throws IOException {
    require(fs, folder);
    Path path = new Path(folder, "_spikelake-probe-" + UUID.randomUUID());
    try {
      create(fs, path, "first".getBytes(StandardCharsets.UTF_8));
      if (isCreatedAgain(fs, path)) {
        throw new IOException(
            "The storage of %s creates an object that exists when it is told not to: two runs at once"
                    .formatted(folder)
                + " would spoil the lake. Where only one run at a time writes, set"
                + " spark.delta.logStore.s3a.impl to io.delta.storage.S3SingleDriverLogStore");
      }
    } finally {
      fs.delete(path, false);
    }
  }

  private static boolean isCreatedAgain(FileSystem fs, Path path) throws IOException {
    try {
      create(fs, path, "second".getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (IOException e) {
      if (fs.exists(path)) {
        return false;
      }
      throw e;
    }
  }
}
