package io.spikelake.reconstruct;

/** How intervals become pixels. */
@FunctionalInterface
interface IntervalValue {

  /**
   * @param intervals planes from spike to spike; 0 where a pixel has none
   * @param pixels (Output) one value per interval
   */
  void fill(int[] intervals, float[] pixels);

  /** Spikes per plane: 1 / interval. */
  static void rate(int[] intervals, float[] pixels) {
    for (int p = 0; p < pixels.length; p++) {
      pixels[p] = 1f / intervals[p];
    }
  }

  /** Spikes per plane, 0 where there is no interval. */
  static void rateOrZero(int[] intervals, float[] pixels) {
    // The division in a loop of its own, without a branch, so that it is vectorised.
    rate(intervals, pixels);
    for (int p = 0; p < pixels.length; p++) {
      if (intervals[p] == 0) {
        pixels[p] = 0;
      }
    }
  }

  /** 255 / interval cut to 8 bits, as level / 255. */
  static void eightBit(int[] intervals, float[] pixels) {
    for (int p = 0; p < pixels.length; p++) {
      int level = 255 / intervals[p];
      pixels[p] = level / 255f;
    }
  }

  /**
   * (255 / interval)^(1 / gamma), stretched to make the largest 255, cut to 8 bits, as level / 255.
   */
  static IntervalValue gammaEightBit(double gamma) {
    return (intervals, pixels) -> {
      int shortest = Integer.MAX_VALUE;
      int longest = 0;
      for (int p = 0; p < pixels.length; p++) {
        shortest = Math.min(shortest, intervals[p]);
        longest = Math.max(longest, intervals[p]);
      }
      // StrictMath, so that a level on the border of two does not depend on the machine.
      double brightest = StrictMath.pow(255.0 / shortest, 1 / gamma);
      float[] levels = new float[longest + 1];
      for (int d = shortest; d <= longest; d++) {
        levels[d] = (int) (255 * StrictMath.pow(255.0 / d, 1 / gamma) / brightest) / 255f;
      }
      for (int p = 0; p < pixels.length; p++) {
        pixels[p] = levels[intervals[p]];
      }
    };
  }
}
