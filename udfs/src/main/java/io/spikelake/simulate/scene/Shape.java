package io.spikelake.simulate.scene;

/** A region of the picture plane with soft edges, for anti-aliased drawing. */
interface Shape {

  /** A box that the shape lies in. */
  Box bounds();

  /**
   * The share of the pixel centred at (x, y) that the shape covers, 0..1; exact or from the signed
   * distance to the edge.
   */
  float coverage(double x, double y);

  /** Coverage of a pixel whose centre is so far outside (positive) or inside of an edge. */
  static float coverage(double outside) {
    return (float) Math.max(0, Math.min(1, 0.5 - outside));
  }
}
