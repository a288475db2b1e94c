package io.spikelake.reconstruct;

import io.spikelake.spike.SpikeStream;

/**
 * Which planes count in the search for the nearest spikes before and after a key plane.
 *
 * @param keySpike which end of the interval a spike in the key plane itself is
 * @param planesBefore planes looked at before the interval's inner end, or {@link #ALL}
 * @param planesAfter planes looked at after it, or {@link #ALL}
 * @param missing interval of a pixel without a spike on either side, 0 for none, or {@link
 *     #TO_EDGE}
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

  /** The latest plane in which a spike starts the interval; -1 if no plane does. */
  int latest(int keyPlane) {
    return keySpike == KeySpike.STARTS ? keyPlane : keyPlane - 1;
  }

  /** Planes of a window looked at before, the latest included. */
  int before(int keyPlane) {
    return Math.min(planesBefore, latest(keyPlane) + 1);
  }

  /** Planes of a window looked at after the latest. */
  int after(SpikeStream window, int keyPlane) {
    return Math.min(planesAfter, window.planes() - 1 - latest(keyPlane));
  }
}
