package io.spikelake.simulate.scene;

/** An upright rectangle given by its edges, in pixels. */
record Box(double fromX, double fromY, double toX, double toY) implements Shape {

  /** The square around a circle. */
  static Box around(double x, double y, double radius) {
    return new Box(x - radius, y - radius, x + radius, y + radius);
  }

  @Override
  public Box bounds() {
    return this;
  }

  @Override
  public float coverage(double px, double py) {
    return (float) (overlap(px, fromX, toX) * overlap(py, fromY, toY));
  }

  private static double overlap(double centre, double from, double to) {
    return Math.max(0, Math.min(to, centre + 0.5) - Math.max(from, centre - 0.5));
  }
}
