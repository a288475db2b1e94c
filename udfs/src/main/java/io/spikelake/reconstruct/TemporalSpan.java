package io.spikelake.reconstruct;

import io.spikelake.spike.SpikeStream;
import io.spikelake.variant.VariantId;

/**
 * The planes that a method reads around the key frame {@code k}: {@code k - before .. k + after},
 * or the whole recording.
 *
 * @param before planes before the key frame
 * @param after planes after the key frame
 * @param whole whether every plane of the recording is read; before and after are then 0
 */
public record TemporalSpan(int before, int after, boolean whole) {

  public static final TemporalSpan WHOLE = new TemporalSpan(0, 0, true);

  public TemporalSpan {
    if (before < 0 || after < 0 || (whole && (before > 0 || after > 0))) {
      throw new IllegalArgumentException(
          "Not a span: %d before, %d after, whole %s".formatted(before, after, whole));
    }
  }

  public static TemporalSpan around(int before, int after) {
    return new TemporalSpan(before, after, false);
  }

  /** First plane read for a key frame; negative if the recording starts too late. */
  public long first(long keyFrame) {
    return whole ? 0 : keyFrame - before;
  }

  /** Plane after the last one read for a key frame of a recording. */
  public long end(long keyFrame, long recordingPlanes) {
    return whole ? recordingPlanes : keyFrame + after + 1;
  }

  /** Whether a recording has all the planes that the method needs. */
  public boolean fits(long keyFrame, long recordingPlanes) {
    return keyFrame >= 0
        && keyFrame < recordingPlanes
        && first(keyFrame) >= 0
        && end(keyFrame, recordingPlanes) <= recordingPlanes;
  }

  /**
   * Checks that a window has every plane that a method reads.
   *
   * @param id the method, for the message
   * @throws IllegalArgumentException if the key plane is not in the window, a plane of the span is
   *     missing, or the span is the whole recording and the window starts later
   */
  public void requireIn(SpikeStream window, int keyPlane, VariantId id) {
    if (keyPlane < 0 || keyPlane >= window.planes()) {
      throw new IllegalArgumentException(
          "%s: key plane %d is not in the window, which has %d planes"
              .formatted(id, keyPlane, window.planes()));
    }
    if (whole && window.firstPlane() != 0) {
      throw new IllegalArgumentException(
          "%s needs the whole recording; the window starts at its plane %d"
              .formatted(id, window.firstPlane()));
    }
    if (!fits(keyPlane, window.planes())) {
      throw new IllegalArgumentException(
          "%s needs planes %d..%d around key plane %d; the window has planes 0..%d"
              .formatted(
                  id,
                  first(keyPlane),
                  end(keyPlane, window.planes()) - 1,
                  keyPlane,
                  window.planes() - 1));
    }
  }
}
