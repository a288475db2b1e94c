package io.spikelake.simulate.scene;

/** An upright rectangle given by its edges, in pixels. */
record Box(double fromX, double fromY, double toX, double toY) implements Shape {

  @Override
  public double left() {
    return fromX - 0.5;
  }

  @Override
  public double right() {
    return toX + 0.5;
  }

  @Override
  public double top() {
    return fromY - 0.5;
  }

  @Override
  public double bottom() {
    return toY + 0.5;
  }

  @Override
  public float coverage(double px, double py) {
    return (float) (overlap(px, fromX, toX) * overlap(py, fromY, toY));
  }

  private static double overlap(double centre, double from, double to) {
    return Math.max(0, Math.min(to, centre + 0.5) - Math.max(from, centre - 0.5));
  }
}
