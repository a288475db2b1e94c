package io.spikelake.jobs.task;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A run of key frames of one recording with the frames to be made at each: the unit of work that is
 * either wholly in the lake or not at all.
 *
 * @param digest names the work: equal for equal recording, version and cells
 * @param recording what to read
 * @param cells the frames to make, in order
 */
public record Shard(String digest, RecordingRef recording, List<Cell> cells)
    implements Serializable {

  /** A shard of the given cells, in any order. */
  public static Shard of(RecordingRef recording, List<Cell> cells) {
    List<Cell> sorted = cells.stream().sorted().toList();
    return new Shard(digest(recording, sorted), recording, sorted);
  }

  private static String digest(RecordingRef recording, List<Cell> cells) {
    MessageDigest sha = sha256();
    add(sha, recording.id());
    add(sha, recording.version());
    for (Cell cell : cells) {
      add(sha, Long.toString(cell.keyFrame()));
      add(sha, cell.method());
      add(sha, cell.tone());
    }
    return HexFormat.of().formatHex(sha.digest(), 0, 16);
  }

  private static void add(MessageDigest sha, String text) {
    sha.update(text.getBytes(StandardCharsets.UTF_8));
    sha.update((byte) 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
