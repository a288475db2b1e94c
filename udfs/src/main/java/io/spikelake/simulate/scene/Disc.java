package io.spikelake.simulate.scene;

/** A disc, in pixels. */
record Disc(double x, double y, double radius) implements Shape {

  @Override
  public Box bounds() {
    return Box.around(x, y, radius);
  }

  @Override
  public float coverage(double px, double py) {
    double dx = px - x;
    double dy = py - y;
    double squared = dx * dx + dy * dy;
    double inner = radius - 0.5;
    if (inner > 0 && squared <= inner * inner) {
      return 1;
    }
    return Shape.coverage(Math.sqrt(squared) - radius);
  }
}
