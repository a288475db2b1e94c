package io.spikelake.reconstruct;

import io.spikelake.spike.SpikeStream;

/**
 * Finds, for every pixel, the interval between the nearest spikes before and after a key plane.
 *
 * @param keySpike which end of the interval a spike in the key plane itself is
 * @param planesBefore planes looked at before the interval's inner end, or {@link #ALL}
 * @param planesAfter planes looked at after it, or {@link #ALL}
 * @param missing interval of a pixel without a spike on either side, or {@link #TO_EDGE}
 */
record IntervalSearch(KeySpike keySpike, int planesBefore, int planesAfter, int missing) {

  /** What a spike in the key plane is to the interval. */
  enum KeySpike {
    STARTS,
    ENDS
  }

  /** Look at every plane that the stream has. */
  static final int ALL = Integer.MAX_VALUE;

  /** A side without a spike counts as if the first plane not looked at had one. */
  static final int TO_EDGE = -1;

  /**
   * @param window holds the planes to look at
   * @param before (Output) work space of one entry per pixel or more
   * @param intervals (Output) planes from spike to spike, per pixel in storage order
   */
  void intervals(
      SpikeStream window, int keyPlane, NearestSpike nearest, int[] before, int[] intervals) {
    int latest = keySpike == KeySpike.STARTS ? keyPlane : keyPlane - 1;
    int left = Math.min(planesBefore, latest + 1);
    int right = Math.min(planesAfter, window.planes() - 1 - latest);
    nearest.search(window, latest, -1, left, before);
    nearest.search(window, latest + 1, 1, right, intervals);
    for (int p = 0; p < window.pixels(); p++) {
      boolean found = before[p] < left && intervals[p] < right;
      intervals[p] = found || missing == TO_EDGE ? before[p] + intervals[p] + 1 : missing;
    }
  }
}
