package io.spikelake.dataset;

import io.spikelake.spike.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names of recordings and of their content that stay the same wherever the files are kept.
 *
 * <p>Both are stable: they are keys of stored tables, and a change of the bytes that are hashed
 * would make every stored row an orphan. The numbers are big-endian.
 *
 * <pre>
 * recording id       first 16 bytes of SHA-256 over
 *   "spikelake/recording-id/1"       UTF-8
 *   length of the data set name      4 bytes, then the name in UTF-8
 *   length of the path               4 bytes, then the path in UTF-8
 *
 * recording version  first 16 bytes of SHA-256 over
 *   "spikelake/recording-version/1"  UTF-8
 *   length of the file               8 bytes
 *   the sampled bytes in file order, or all of them
 * </pre>
 */
public final class RecordingIdentity {

  private static final String ID_DOMAIN = "spikelake/recording-id/1";
  private static final String VERSION_DOMAIN = "spikelake/recording-version/1";
  private static final String FULL_MARK = "-full-";
  private static final int SAMPLE_BYTES = 64 * 1024;
  private static final int SAMPLES = 3;
  private static final int DIGEST_BYTES = 16;

  private RecordingIdentity() {}

  /**
   * The identity of a recording: 32 hex digits that depend on the data set and the place in it
   * only, so that a moved or mirrored data set keeps its identities.
   *
   * @param relativePath path relative to the input root; separators {@code /} or {@code \}, a
   *     leading {@code ./} and the Unicode normal form make no difference
   * @throws IllegalArgumentException if the data set has no name, or the path is absolute, empty or
   *     contains {@code ..}
   */
  public static String recordingId(String dataset, String relativePath) {
    if (dataset.isBlank()) {
      throw new IllegalArgumentException(
          "A recording id needs the name of a data set; it is blank for '%s'"
              .formatted(relativePath));
    }
    MessageDigest digest = sha256(ID_DOMAIN);
    updateText(digest, dataset);
    updateText(digest, RelativePaths.canonical(relativePath));
    return hex(digest);
  }

  /**
   * The version of a recording's content: {@code <length>-<32 hex digits>}, with {@code full-}
   * before the digits where every byte was read.
   *
   * <p>The sampled form reads at most 192 KiB at fixed places; a change elsewhere that keeps the
   * length goes unseen, which {@link DigestMode#FULL} is for. An empty file has a version too.
   *
   * @throws IOException if the file cannot be read
   */
  public static String recordingVersion(ByteSource source, DigestMode mode) throws IOException {
    long length = source.length();
    MessageDigest digest = sha256(VERSION_DOMAIN);
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, length));
    byte[] buffer = new byte[SAMPLE_BYTES];
    if (mode == DigestMode.FULL || length <= (long) SAMPLES * SAMPLE_BYTES) {
      for (long position = 0; position < length; position += SAMPLE_BYTES) {
        update(digest, source, position, buffer, (int) Math.min(SAMPLE_BYTES, length - position));
      }
    } else {
      long last = length - SAMPLE_BYTES;
      update(digest, source, 0, buffer, SAMPLE_BYTES);
      update(digest, source, last / 2, buffer, SAMPLE_BYTES);
      update(digest, source, last, buffer, SAMPLE_BYTES);
    }
    return length + (mode == DigestMode.FULL ? FULL_MARK : "-") + hex(digest);
  }

  /** Whether a version was computed from the bytes that a mode says. */
  public static boolean isOfMode(String version, DigestMode mode) {
    return version.contains(FULL_MARK) == (mode == DigestMode.FULL);
  }

  private static void update(
      MessageDigest digest, ByteSource source, long position, byte[] buffer, int count)
      throws IOException {
    source.readFully(position, buffer, 0, count);
    digest.update(buffer, 0, count);
  }

  private static void updateText(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
    digest.update(bytes);
  }

  private static MessageDigest sha256(String domain) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(domain.getBytes(StandardCharsets.UTF_8));
      return digest;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
  }
}
