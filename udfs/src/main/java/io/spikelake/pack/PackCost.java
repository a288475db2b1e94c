package io.spikelake.pack;

import java.io.Serializable;

/**
 * What a network costs, computed from its graph when it was packed.
 *
 * @param height rows of the frame for which this holds
 * @param width columns of the frame for which this holds
 * @param gmacs multiply-accumulates / 10^9 of convolutions and matrix products; papers print them
 *     as FLOPs
 * @param peakMemoryMb weights and largest set of live activations, in 10^6 bytes; NaN if unknown
 */
public record PackCost(int height, int width, double gmacs, double peakMemoryMb)
    implements Serializable {

  private static final double BYTES_OF_PARAMETER = 4;

  /**
   * The same network for frames of another size. Multiply-accumulates and activations grow with the
   * area that the network computes, padding included; weights do not.
   *
   * @param padding of the network, for every size
   * @param parameters of the network, in single precision
   */
  public PackCost at(int newHeight, int newWidth, Padding padding, long parameters) {
    if (newHeight == height && newWidth == width) {
      return this;
    }
    double ratio = area(newHeight, newWidth, padding) / area(height, width, padding);
    double weightsMb = Math.min(peakMemoryMb, BYTES_OF_PARAMETER * parameters / 1e6);
    return new PackCost(
        newHeight, newWidth, ratio * gmacs, weightsMb + ratio * (peakMemoryMb - weightsMb));
  }

  private static double area(int height, int width, Padding padding) {
    return (double) (height + padding.top() + padding.bottom())
        * (width + padding.left() + padding.right());
  }
}
