package io.spikelake.simulate.scene;

/**
 * A convex polygon whose corners lie on a circle.
 *
 * <p>Holds, for each side, the unit normal that points outwards and the distance of the side from
 * the centre.
 */
final class ConvexPolygon implements Shape {

  private final double x;
  private final double y;
  private final double radius;
  private final double[] normalX;
  private final double[] normalY;
  private final double[] distance;

  private ConvexPolygon(
      double x, double y, double radius, double[] normalX, double[] normalY, double[] distance) {
    this.x = x;
    this.y = y;
    this.radius = radius;
    this.normalX = normalX;
    this.normalY = normalY;
    this.distance = distance;
  }

  /**
   * @param radius of the circle through the corners, in pixels
   * @param angles of the corners seen from the centre, radians, growing, less than a turn apart in
   *     all and less than half a turn between neighbours
   */
  static ConvexPolygon inCircle(double radius, double... angles) {
    int sides = angles.length;
    double[] normalX = new double[sides];
    double[] normalY = new double[sides];
    double[] distance = new double[sides];
    for (int i = 0; i < sides; i++) {
      double next = i + 1 < sides ? angles[i + 1] : angles[0] + 2 * Math.PI;
      double middle = (angles[i] + next) / 2;
      normalX[i] = StrictMath.cos(middle);
      normalY[i] = StrictMath.sin(middle);
      distance[i] = radius * StrictMath.cos((next - angles[i]) / 2);
    }
    return new ConvexPolygon(0, 0, radius, normalX, normalY, distance);
  }

  /** The same polygon with its centre elsewhere. */
  ConvexPolygon at(double newX, double newY) {
    return new ConvexPolygon(newX, newY, radius, normalX, normalY, distance);
  }

  /** The same polygon turned about its centre, by radians, x towards y. */
  ConvexPolygon turned(double angle) {
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double[] turnedX = new double[normalX.length];
    double[] turnedY = new double[normalX.length];
    for (int i = 0; i < normalX.length; i++) {
      turnedX[i] = normalX[i] * cos - normalY[i] * sin;
      turnedY[i] = normalX[i] * sin + normalY[i] * cos;
    }
    return new ConvexPolygon(x, y, radius, turnedX, turnedY, distance);
  }

  @Override
  public Box bounds() {
    return Box.around(x, y, radius);
  }

  @Override
  public float coverage(double px, double py) {
    double dx = px - x;
    double dy = py - y;
    double outside = -radius;
    for (int i = 0; i < distance.length; i++) {
      outside = Math.max(outside, dx * normalX[i] + dy * normalY[i] - distance[i]);
    }
    return Shape.coverage(outside);
  }
}
