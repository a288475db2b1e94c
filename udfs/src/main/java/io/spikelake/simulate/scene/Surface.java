package io.spikelake.simulate.scene;

/** The luminance of a thing at a point of the picture plane. */
@FunctionalInterface
interface Surface {

  /** Luminance at (x, y), nominally 0..1; the canvas limits it. */
  float at(double x, double y);

  /** The same everywhere. */
  static Surface plain(float luminance) {
    return (x, y) -> luminance;
  }
}
