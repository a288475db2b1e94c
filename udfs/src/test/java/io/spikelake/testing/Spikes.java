package io.spikelake.testing;

import io.spikelake.spike.FileByteSource;
import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeLayout;
import io.spikelake.spike.SpikeRecording;
import io.spikelake.spike.SpikeRecordings;
import io.spikelake.spike.SpikeStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** Spike streams for tests, and what tests ask of them. */
public final class Spikes {

  private Spikes() {}

  /** All planes of a local recording, its format detected. */
  public static SpikeStream readAll(Path path, SpikeLayout layout) throws IOException {
    try (SpikeRecording recording = SpikeRecordings.open(FileByteSource.open(path), null, layout)) {
      return recording.read(0, Math.toIntExact(recording.header().planes()));
    }
  }

  /** A stream in which every pixel fires with the same probability. */
  public static SpikeStream random(
      long seed, double rate, int planes, int height, int width, RowOrder rowOrder) {
    SplittableRandom random = new SplittableRandom(seed);
    int planeBytes = SpikeStream.planeBytes(height, width);
    byte[] bits = new byte[planes * planeBytes];
    for (int plane = 0; plane < planes; plane++) {
      for (int p = 0; p < height * width; p++) {
        if (random.nextDouble() < rate) {
          bits[plane * planeBytes + p / 8] |= (byte) (1 << p % 8);
        }
      }
    }
    return SpikeStream.ofPacked(bits, planes, height, width, rowOrder, 0);
  }

  /**
   * Packs one byte per spike.
   *
   * @param spikes time, upright row, column; 0 or 1
   */
  public static SpikeStream pack(
      byte[] spikes, int planes, int height, int width, RowOrder rowOrder) {
    int planeBytes = SpikeStream.planeBytes(height, width);
    byte[] bits = new byte[planes * planeBytes];
    int i = 0;
    for (int t = 0; t < planes; t++) {
      for (int row = 0; row < height; row++) {
        int storageRow = rowOrder == RowOrder.TOP_DOWN ? row : height - 1 - row;
        for (int column = 0; column < width; column++) {
          int p = storageRow * width + column;
          bits[t * planeBytes + (p >>> 3)] |= (byte) (spikes[i++] << (p & 7));
        }
      }
    }
    return SpikeStream.ofPacked(bits, planes, height, width, rowOrder, 0);
  }

  /**
   * A stream in which the probability differs from pixel to pixel, from never to nearly always; the
   * same upright spikes in both row orders.
   */
  public static SpikeStream uneven(
      long seed, int planes, int height, int width, RowOrder rowOrder) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] rate = random.doubles((long) height * width).map(r -> r < 0.1 ? 0 : r * r).toArray();
    byte[] spikes = new byte[planes * height * width];
    for (int i = 0; i < spikes.length; i++) {
      spikes[i] = (byte) (random.nextDouble() < rate[i % rate.length] ? 1 : 0);
    }
    return pack(spikes, planes, height, width, rowOrder);
  }

  /** SHA-256 of the upright stream with one byte of 0 or 1 per pixel, time x height x width. */
  public static String sha256(SpikeStream stream) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] plane = new byte[stream.pixels()];
      for (int i = 0; i < stream.planes(); i++) {
        stream.unpackPlane(i, plane, 0);
        digest.update(plane);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Spikes of all planes. */
  public static long count(SpikeStream stream) {
    long count = 0;
    for (int plane = 0; plane < stream.planes(); plane++) {
      count += stream.count(plane);
    }
    return count;
  }
}
