package io.spikelake.source;

import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeFormat;
import io.spikelake.spike.SpikeHeader;
import io.spikelake.spike.SpikeRecording;
import io.spikelake.spike.SpikeStream;
import java.io.IOException;

/**
 * Upright packed planes of one recording around the place that is being read. Moving forward keeps
 * the planes still needed, so that windows which overlap read each byte once, and reads ahead, so
 * that short steps do not become small requests. Holds one window and what was read ahead.
 */
final class PlaneBuffer {

  /** Bytes of planes read at once. */
  static final int READ_AHEAD = 8 << 20;

  /** The same where each read goes through the whole file. */
  static final int TIME_LAST_READ_AHEAD = 64 << 20;

  private final SpikeRecording recording;
  private final int planeBytes;
  private final int planesAhead;
  private byte[] bytes = new byte[0];
  private long from;
  private long to;

  PlaneBuffer(SpikeRecording recording) {
    SpikeHeader header = recording.header();
    this.recording = recording;
    this.planeBytes = SpikeStream.planeBytes(header.height(), header.width());
    int ahead = header.format() == SpikeFormat.ARR0 ? TIME_LAST_READ_AHEAD : READ_AHEAD;
    this.planesAhead = Math.max(1, ahead / planeBytes);
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
      readTo(Math.max(end, Math.min(readUntil, to + planesAhead)));
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
    while (to < end) {
      int count = (int) Math.min(planesAhead, end - to);
      SpikeStream upright = recording.read(to, count).inRowOrder(RowOrder.TOP_DOWN);
      for (int plane = 0; plane < count; plane++) {
        upright.copyPlane(plane, bytes, (int) (to + plane - from) * planeBytes);
      }
      to += count;
    }
  }
}
