package io.spikelake.jobs.task;

import io.spikelake.reconstruct.TemporalSpan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Which planes to read for a run of key frames: the union of all spans, cut into reads.
 *
 * <p>Spans that overlap or nearly touch share one read, so that no plane is read twice and sparse
 * key frames do not fetch what lies between them.
 */
public final class WindowPlan {

  /** Planes between two spans are fetched along if that costs less than another request. */
  public static final int MAX_GAP_BYTES = 128 << 10;

  /** A shared read ends before it holds more; a single span may be longer. */
  private static final int MAX_READ_BYTES = 64 << 20;

  private WindowPlan() {}

  /**
   * One read.
   *
   * @param first first plane
   * @param end plane after the last
   * @param keyFrames the key frames whose spans it holds, ascending
   */
  record Read(long first, long end, List<Long> keyFrames) {}

  /** The reads of a shard whose methods have these spans. */
  static List<Read> reads(Shard shard, Collection<TemporalSpan> spans) {
    RecordingRef recording = shard.recording();
    List<Long> keyFrames = shard.cells().stream().map(Cell::keyFrame).distinct().sorted().toList();
    return reads(keyFrames, spans, recording.planes(), recording.planeBytes());
  }

  /**
   * @param keyFrames ascending
   * @param spans spans of the methods that run at each of them
   * @param planes planes of the recording
   */
  static List<Read> reads(
      List<Long> keyFrames, Collection<TemporalSpan> spans, long planes, int planeBytes) {
    List<Read> reads = new ArrayList<>();
    Read open = null;
    for (long keyFrame : keyFrames) {
      Read own = readOf(keyFrame, spans, planes);
      if (own == null) {
        continue;
      }
      if (open == null || !joins(open, own, planeBytes)) {
        open = own;
        reads.add(open);
      } else {
        open = joined(open, own);
        reads.set(reads.size() - 1, open);
      }
    }
    return reads;
  }

  private static Read readOf(long keyFrame, Collection<TemporalSpan> spans, long planes) {
    long first = Long.MAX_VALUE;
    long end = Long.MIN_VALUE;
    for (TemporalSpan span : spans) {
      if (span.fits(keyFrame, planes)) {
        first = Math.min(first, span.first(keyFrame));
        end = Math.max(end, span.end(keyFrame, planes));
      }
    }
    return end < first ? null : new Read(first, end, List.of(keyFrame));
  }

  private static boolean joins(Read open, Read next, int planeBytes) {
    long gap = Math.max(0, next.first - open.end) * planeBytes;
    long total = Math.max(open.end, next.end) - Math.min(open.first, next.first);
    boolean inside = next.first >= open.first && next.end <= open.end;
    return inside || (gap <= MAX_GAP_BYTES && total * planeBytes <= MAX_READ_BYTES);
  }

  private static Read joined(Read open, Read next) {
    List<Long> keyFrames = new ArrayList<>(open.keyFrames);
    keyFrames.addAll(next.keyFrames);
    return new Read(
        Math.min(open.first, next.first), Math.max(open.end, next.end), List.copyOf(keyFrames));
  }
}
