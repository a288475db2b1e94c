package io.spikelake.source;

/**
 * The windows of one recording: window {@code i} is about key frame {@code keyFrame(i)} and holds
 * the planes from {@code before} before it to {@code after} after it, as far as the recording has
 * them. Both ends of the windows ascend with the index.
 */
final class WindowGrid {

  private final KeyFrames keyFrames;
  private final int before;
  private final int after;
  private final long planes;

  WindowGrid(KeyFrames keyFrames, int before, int after, long planes) {
    this.keyFrames = keyFrames;
    this.before = before;
    this.after = after;
    this.planes = planes;
  }

  /** Number of windows. */
  long count() {
    return keyFrames.count();
  }

  long keyFrame(long window) {
    return keyFrames.at(window);
  }

  /** First plane of a window. */
  long start(long window) {
    return Math.max(0, keyFrames.at(window) - before);
  }

  /** Plane after the last one of a window. */
  long end(long window) {
    return Math.min(planes, keyFrames.at(window) + after + 1);
  }

  int frameCount(long window) {
    return (int) (end(window) - start(window));
  }

  /**
   * First window whose key frame is not before the given one; {@link #count()} if there is none.
   */
  long firstAtOrAfter(long keyFrame) {
    long low = 0;
    long high = count();
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (keyFrames.at(middle) < keyFrame) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * The plane at which reading forward from a window of a range comes to planes that no window of
   * the range needs, or to the end of the last window.
   */
  long endOfRun(long window, long rangeEnd) {
    long last = window;
    if (keyFrames.stride() > 0 && keyFrames.stride() <= (long) before + after + 1) {
      last = rangeEnd - 1;
    } else {
      while (last + 1 < rangeEnd && start(last + 1) <= end(last)) {
        last++;
      }
    }
    return end(last);
  }
}
