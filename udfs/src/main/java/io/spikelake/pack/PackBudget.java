package io.spikelake.pack;

import java.io.IOException;
import java.io.InputStream;

/**
 * Counts the bytes read of a pack and refuses more than it may have, whatever sizes are stated
 * somewhere: a small zip can unpack to any size.
 */
public final class PackBudget {

  private final String location;
  private final int limit;
  private int left;

  /**
   * @param location where the pack lies, for messages
   */
  public PackBudget(String location) {
    this(location, PackFiles.MAX_BYTES);
  }

  PackBudget(String location, int limit) {
    this.location = location;
    this.limit = limit;
    this.left = limit;
  }

  /** Where the pack lies. */
  String location() {
    return location;
  }

  /**
   * Reads a file of the pack to its end.
   *
   * @throws IOException if it cannot be read, or the pack is too large
   */
  public byte[] read(InputStream in) throws IOException {
    byte[] content = in.readNBytes(left + 1);
    use(content.length);
    return content;
  }

  /**
   * Reads to the end of what is not kept, which counts all the same.
   *
   * @throws IOException as {@link #read}
   */
  void skip(InputStream in) throws IOException {
    byte[] block = new byte[1 << 16];
    for (int count = in.read(block); count >= 0; count = in.read(block)) {
      use(count);
    }
  }

  private void use(int count) throws IOException {
    if (count > left) {
      throw new IOException(
          "%s is larger than %d bytes, the most that a pack may have".formatted(location, limit));
    }
    left -= count;
  }
}
