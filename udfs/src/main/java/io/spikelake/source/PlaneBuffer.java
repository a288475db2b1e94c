package io.spikelake.source;

import io.spikelake.spike.SpikeRecording;
import java.io.IOException;

/**
 * Upright packed planes of one recording around the place that is being read. Moving forward keeps
 * the planes still needed, so that windows which overlap read each byte once, and reads ahead, so
 * that short steps do not become small requests.
 */
final class PlaneBuffer {

  /** Bytes of planes read at once, unless a window is larger. */
  static final int READ_AHEAD = 8 << 20;

  private final SpikeRecording recording;
  private final int planeBytes;
  private byte[] bytes = new byte[0];
  private long from;
  private long to;

  PlaneBuffer(SpikeRecording recording, int planeBytes) {
    this.recording = recording;
    this.planeBytes = planeBytes;
  }

  /** Memory that holds the planes; what is in it changes with the next {@link #require}. */
  byte[] bytes() {
    return bytes;
  }

  /**
   * Makes planes available.
   *
   * @param start first plane; not before that of the last call
   * @param end plane after the last one
   * @param readUntil plane up to which reading ahead is worth while
   * @return where in {@link #bytes()} plane {@code start} begins
   */
  int require(long start, long end, long readUntil) throws IOException {
    if (start < from || end > to) {
      discardBefore(start);
      readTo(Math.max(end, Math.min(readUntil, to + READ_AHEAD / planeBytes)));
    }
    return (int) (start - from) * planeBytes;
  }

  private void discardBefore(long start) {
    if (start >= from && start < to) {
      int gone = (int) (start - from) * planeBytes;
      System.arraycopy(bytes, gone, bytes, 0, (int) (to - start) * planeBytes);
    } else {
      to = start;
    }
    from = start;
  }

  private void readTo(long end) throws IOException {
    int needed = Math.toIntExact((end - from) * planeBytes);
    if (bytes.length < needed) {
      byte[] larger = new byte[needed];
      System.arraycopy(bytes, 0, larger, 0, (int) (to - from) * planeBytes);
      bytes = larger;
    }
    int atOnce = Math.max(1, READ_AHEAD / planeBytes);
    while (to < end) {
      int count = (int) Math.min(atOnce, end - to);
      UprightPlanes.copy(recording.read(to, count), bytes, (int) (to - from) * planeBytes);
      to += count;
    }
  }
}
