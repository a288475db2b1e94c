package io.spikelake.quality.nss;

/** Means under the 7x7 window, for a row of places at a time. Has work space of its own. */
interface WindowMeans {

  /**
   * @param rows the seven rows under the window, each {@code width + 6} long; not modified
   * @param means receives one mean for each of {@code width} places
   */
  void of(double[][] rows, int width, double[] means);
}
