package io.spikelake.image;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Deflate without zlib header at the fastest level. Deflaters are kept per thread: to set one up
 * costs as much as to deflate a small frame.
 */
final class RawDeflate {

  /** What the bytes are like, which decides whether looking for repeats is worth the time. */
  enum Content {
    REPETITIVE(Deflater.DEFAULT_STRATEGY),
    /** Noise around zero: Huffman codes alone are smaller and faster. */
    NOISE(Deflater.HUFFMAN_ONLY);

    /** One per strategy, because a change of strategy can show in the output that follows it. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final ThreadLocal<Deflater> deflater;

    Content(int strategy) {
      deflater =
          ThreadLocal.withInitial(
              () -> {
                Deflater made = new Deflater(Deflater.BEST_SPEED, true);
                made.setStrategy(strategy);
                return made;
              });
    }
  }

  private static final ThreadLocal<Inflater> INFLATER =
      ThreadLocal.withInitial(() -> new Inflater(true));

  private RawDeflate() {}

  static byte[] deflate(byte[] bytes, Content content) {
    Deflater deflater = content.deflater.get();
    deflater.reset();
    deflater.setInput(bytes);
    deflater.finish();
    byte[] deflated = new byte[bytes.length / 2 + 64];
    int length = deflater.deflate(deflated);
    while (!deflater.finished()) {
      deflated = Arrays.copyOf(deflated, 2 * deflated.length);
      length += deflater.deflate(deflated, length, deflated.length - length);
    }
    return Arrays.copyOf(deflated, length);
  }

  /**
   * @throws IOException unless the bytes from {@code offset} on inflate to exactly {@code length}
   */
  static byte[] inflate(byte[] bytes, int offset, int length) throws IOException {
    Inflater inflater = INFLATER.get();
    inflater.reset();
    inflater.setInput(bytes, offset, bytes.length - offset);
    byte[] inflated = new byte[length];
    try {
      int filled = inflater.inflate(inflated);
      // The end of the stream may be seen only when more is asked for.
      int more = inflater.finished() ? 0 : inflater.inflate(new byte[1]);
      if (filled < length || more > 0 || !inflater.finished() || inflater.getRemaining() > 0) {
        throw RawFrame.damaged("the pixels do not inflate to %d bytes".formatted(length));
      }
    } catch (DataFormatException e) {
      throw new IOException("Not a stored frame: " + e.getMessage(), e);
    }
    return inflated;
  }
}
