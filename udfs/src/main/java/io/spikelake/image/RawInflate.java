package io.spikelake.image;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads deflated bytes without zlib header. Inflaters are kept per thread: to set one up costs as
 * much as to inflate a small frame.
 */
final class RawInflate {

  private static final ThreadLocal<Inflater> INFLATER =
      ThreadLocal.withInitial(() -> new Inflater(true));

  private RawInflate() {}

  /**
   * @param inflated filled from 0 to {@code length}
   * @throws IOException unless the bytes from {@code from} to {@code to} inflate to exactly {@code
   *     length}
   */
  static void inflate(byte[] bytes, int from, int to, byte[] inflated, int length)
      throws IOException {
    Inflater inflater = INFLATER.get();
    inflater.reset();
    inflater.setInput(bytes, from, to - from);
    try {
      int filled = inflater.inflate(inflated, 0, length);
      // The end of the stream may be seen only when more is asked for.
      int more = inflater.finished() ? 0 : inflater.inflate(new byte[1]);
      if (filled < length || more > 0 || !inflater.finished() || inflater.getRemaining() > 0) {
        throw RawFrame.damaged("the pixels do not inflate to %d bytes".formatted(length));
      }
    } catch (DataFormatException e) {
      throw new IOException("Not a stored frame: " + e.getMessage(), e);
    }
  }
}
