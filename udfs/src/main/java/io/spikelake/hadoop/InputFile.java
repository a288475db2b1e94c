package io.spikelake.hadoop;

import io.spikelake.spike.MalformedSpikeStreamException;
import io.spikelake.spike.MalformedSpikeStreamException.Reason;
import java.io.Serializable;
import java.net.URI;
import java.util.List;

/**
 * A file found below an input.
 *
 * @param root folder the path is relative to: the input itself if it is a folder, its parent if it
 *     is a file, the folder before the first pattern if it is a glob
 * @param relativePath path below the root, with {@code /} between names
 * @param uri where the file is
 * @param length bytes
 * @param modificationTime milliseconds since the Unix epoch
 * @param etag what the store calls this content of the file; null where it has no such name
 * @param blocks where parts of the file are kept; empty where the store is equally far from every
 *     host
 */
public record InputFile(
    URI root,
    String relativePath,
    URI uri,
    long length,
    long modificationTime,
    String etag,
    List<Block> blocks)
    implements Serializable {

  /**
   * Part of a file kept together.
   *
   * @param offset first byte
   * @param length bytes
   * @param hosts machines that hold a copy
   */
  public record Block(long offset, long length, List<String> hosts) implements Serializable {}

  /**
   * The relative path as patterns are to see it, which take a backslash for a separator: a file
   * with one in its name is to be refused, not left out.
   */
  public String pathForPatterns() {
    return relativePath.replace('\\', '_');
  }

  /**
   * @throws MalformedSpikeStreamException if the name is not the same on every system
   */
  public void requirePortableName() throws MalformedSpikeStreamException {
    if (relativePath.indexOf('\\') >= 0) {
      throw new MalformedSpikeStreamException(
          relativePath,
          -1,
          Reason.BAD_NAME,
          "a name with a backslash is not the same on every system; rename the file");
    }
  }
}
