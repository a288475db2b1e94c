package io.spikelake.reconstruct;

/** Pixels by the planes between the two spikes, computed once for frames of one kind. */
final class IntervalTable {

  private final IntervalValue value;
  private final int missing;
  private float[] pixels = new float[ByteCounters.MAX + 1];
  private int none = -1;
  private int shortest;

  /**
   * @param missing interval of pixels that have none, as {@link IntervalSearch} says it
   */
  IntervalTable(IntervalValue value, int missing) {
    this.value = value;
    this.missing = missing;
  }

  /** Whether pixels depend on the shortest interval of the frame. */
  boolean relative() {
    return value.relative();
  }

  /**
   * The table: entry c is the pixel of the interval c + 1, the one at {@code none} that of a pixel
   * without an interval.
   *
   * @param none number that stands for no interval
   * @param shortest shortest interval of the frame
   */
  float[] of(int none, int shortest) {
    if (none != this.none || shortest != this.shortest) {
      if (pixels.length <= none) {
        pixels = new float[none + 1];
      }
      for (int c = 0; c < none; c++) {
        pixels[c] = value.pixel(c + 1, shortest);
      }
      if (missing != IntervalSearch.TO_EDGE) {
        pixels[none] = value.pixel(missing, shortest);
      }
      this.none = none;
      this.shortest = shortest;
    }
    return pixels;
  }
}
