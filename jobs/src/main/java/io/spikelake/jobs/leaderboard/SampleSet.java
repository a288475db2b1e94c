package io.spikelake.jobs.leaderboard;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A name of 128 bits for a set of samples, whatever their order: the sum of the first 16 bytes of
 * the SHA-256 of each sample's recording version and key frame.
 */
final class SampleSet {

  private final MessageDigest sha;
  private long high;
  private long low;

  SampleSet() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  void add(String recordingVersion, long keyFrame) {
    sha.update(recordingVersion.getBytes(StandardCharsets.UTF_8));
    ByteBuffer digest =
        ByteBuffer.wrap(sha.digest(ByteBuffer.allocate(Long.BYTES).putLong(keyFrame).array()));
    add(digest.getLong(), digest.getLong());
  }

  void add(long moreHigh, long moreLow) {
    low += moreLow;
    high += moreHigh + (Long.compareUnsigned(low, moreLow) < 0 ? 1 : 0);
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  /** 32 hexadecimal digits. */
  static String text(long high, long low) {
    return "%016x%016x".formatted(high, low);
  }
}
