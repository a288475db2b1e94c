package io.spikelake.jobs.sizing;

import io.spikelake.jobs.plan.FramePlan;
import io.spikelake.jobs.task.WindowPlan;
import io.spikelake.reconstruct.TemporalSpan;
import java.util.Collection;

/**
 * Recordings that are alike, and that nobody has to have yet.
 *
 * @param planes of a recording
 * @param height rows of a plane
 * @param width columns of a plane
 * @param stride planes from one key frame to the next, the first at plane 0; 0 for a single key
 *     frame in the middle
 */
public record Archive(long recordings, long planes, int height, int width, long stride) {

  public Archive {
    if (recordings < 1 || planes < 1 || height < 1 || width < 1 || stride < 0) {
      throw new IllegalArgumentException(
          "%d recordings of %d planes of %dx%d, a key frame every %d planes; expected numbers from 1"
              .formatted(recordings, planes, height, width, stride));
    }
  }

  /**
   * As many such recordings as fill a number of bytes.
   *
   * @throws IllegalArgumentException if a single one is larger
   */
  public static Archive ofBytes(double bytes, long planes, int height, int width, long stride) {
    Archive one = new Archive(1, planes, height, width, stride);
    if (bytes < one.planeBytes() * planes) {
      throw new IllegalArgumentException(
          "%.0f bytes hold no recording of %d planes of %dx%d, which has %d bytes"
              .formatted(bytes, planes, height, width, one.planeBytes() * planes));
    }
    return new Archive((long) (bytes / (one.planeBytes() * planes)), planes, height, width, stride);
  }

  /** Bytes of a packed plane. */
  public long planeBytes() {
    return ((long) height * width + 7) / 8;
  }

  /** Bytes of all planes. */
  public long bytes() {
    return recordings * planes * planeBytes();
  }

  /** Key frames of all recordings that have every plane that a method reads. */
  public long windows(TemporalSpan span) {
    return recordings * windowsOfOne(span);
  }

  private long windowsOfOne(TemporalSpan span) {
    if (stride == 0) {
      return span.fits(planes / 2, planes) ? 1 : 0;
    }
    long last = planes - 1 - span.after();
    // Multiples of the stride in before..last.
    long first = -Math.floorDiv(-(long) span.before(), stride);
    return last < 0 ? 0 : Math.max(0, last / stride - first + 1);
  }

  /** The reads of all recordings for some methods, and their bytes. */
  public Reads reads(Collection<TemporalSpan> spans) {
    if (spans.stream().anyMatch(span -> span.whole() && windowsOfOne(span) > 0)) {
      return new Reads(recordings * Math.max(1, shards(planes)), bytes());
    }
    int before = spans.stream().mapToInt(TemporalSpan::before).max().orElse(0);
    int after = spans.stream().mapToInt(TemporalSpan::after).max().orElse(0);
    long windows = spans.stream().mapToLong(this::windowsOfOne).max().orElse(0);
    if (windows == 0) {
      return new Reads(0, 0);
    }
    long span = Math.min(planes, (long) before + after + 1);
    boolean joined = (stride - span) * planeBytes() <= WindowPlan.MAX_GAP_BYTES;
    long read = joined ? Math.min(planes, (windows - 1) * stride + span) : windows * span;
    long reads = joined ? Math.max(1, shards((windows - 1) * stride)) : windows;
    return new Reads(recordings * reads, recordings * read * planeBytes());
  }

  private long shards(long ofPlanes) {
    return (ofPlanes * planeBytes() + FramePlan.SHARD_BYTES - 1) / FramePlan.SHARD_BYTES;
  }

  /**
   * @param requests how many
   * @param bytes of all together
   */
  public record Reads(long requests, long bytes) {}
}
