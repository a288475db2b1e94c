package io.spikelake.reconstruct;

/** How an interval becomes a pixel. */
@FunctionalInterface
interface IntervalValue {

  /**
   * @param interval planes from spike to spike; 0 where a pixel has none
   * @param shortest the shortest interval of the frame; 1 unless {@link #relative}
   */
  float pixel(int interval, int shortest);

  /** Whether pixels depend on the shortest interval of the frame. */
  default boolean relative() {
    return false;
  }

  /** Spikes per plane: 1 / interval, 0 where there is none. */
  static float rate(int interval, int shortest) {
    return interval == 0 ? 0 : 1f / interval;
  }

  /** 255 / interval cut to 8 bits, as level / 255. */
  static float eightBit(int interval, int shortest) {
    int level = 255 / interval;
    return level / 255f;
  }

  /**
   * (255 / interval)^(1 / gamma), stretched to make the largest 255, cut to 8 bits, as level / 255.
   */
  record GammaEightBit(double gamma) implements IntervalValue {

    @Override
    public boolean relative() {
      return true;
    }

    /** By StrictMath, so that a level on the border of two does not depend on the machine. */
    @Override
    public float pixel(int interval, int shortest) {
      double brightest = StrictMath.pow(255.0 / shortest, 1 / gamma);
      return (int) (255 * StrictMath.pow(255.0 / interval, 1 / gamma) / brightest) / 255f;
    }
  }
}
