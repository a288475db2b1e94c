package io.spikelake.simulate.scene;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Dead leaves: discs and polygons of power-law size that occlude each other, seen by a camera that
 * moves sideways, so that near leaves pass faster than far ones.
 *
 * <p>Radii have the density {@code r^-3}, which makes the picture look the same at every scale as
 * natural pictures do (Lee, Mumford, Huang, "Occlusion Models for Natural Images", IJCV 41, 2001).
 * Each leaf has its own luminance, a shading across it, and a textured surface. A leaf that leaves
 * the picture on one side comes in on the other.
 */
public final class DeadLeaves extends SizedScene {

  private static final double SMALLEST_RADIUS = 3;

  /** Leaves drawn per pixel that they have to cover: area of all leaves over area of the field. */
  private static final double LAYERS = 5;

  /** How many times as fast as the farthest leaf the nearest one moves. */
  private static final double PARALLAX = 3;

  private final long seed;
  private final double speed;
  private final double largestRadius;
  private final double directionX;
  private final double directionY;
  private final Leaf[] nearestFirst;
  private final FractalNoise texture;

  /**
   * @param seed of leaves, textures and direction
   * @param speed of the nearest leaves, in pixels per second
   */
  public DeadLeaves(int width, int height, long seed, double speed) {
    super("dead-leaves", width, height);
    this.seed = seed;
    this.speed = speed;
    this.largestRadius = Math.max(4 * SMALLEST_RADIUS, 0.4 * Math.min(width, height));
    CounterRandom random = new CounterRandom(seed);
    this.texture = new FractalNoise(random.stream(0), 0.3);
    double direction = random.uniform(0, 0, 2 * Math.PI);
    this.directionX = StrictMath.cos(direction);
    this.directionY = StrictMath.sin(direction);
    this.nearestFirst = leaves(random.stream(1));
  }

  /**
   * One leaf.
   *
   * @param polygon its outline about the origin, or null for a disc
   * @param nearness speed of the leaf as a share of that of the nearest one
   */
  private record Leaf(
      double x,
      double y,
      double radius,
      ConvexPolygon polygon,
      double nearness,
      float luminance,
      float slopeX,
      float slopeY,
      float roughness,
      double textureX,
      double textureY) {

    Shape at(double px, double py) {
      return polygon == null ? new Disc(px, py, radius) : polygon.at(px, py);
    }
  }

  private double fieldWidth() {
    return width + 2 * largestRadius + 1;
  }

  private double fieldHeight() {
    return height + 2 * largestRadius + 1;
  }

  private Leaf[] leaves(CounterRandom random) {
    double near = 1 / (SMALLEST_RADIUS * SMALLEST_RADIUS);
    double far = 1 / (largestRadius * largestRadius);
    double meanArea = 2 * Math.PI * StrictMath.log(largestRadius / SMALLEST_RADIUS) / (near - far);
    int count = (int) Math.ceil(LAYERS * fieldWidth() * fieldHeight() / meanArea);
    Leaf[] leaves = new Leaf[count];
    for (int i = 0; i < count; i++) {
      double depth = (double) i / count;
      double nearness = 1 / (1 + depth * (PARALLAX - 1));
      CounterRandom draws = random.stream(i);
      double radius = 1 / Math.sqrt(near - draws.uniform(0) * (near - far));
      leaves[i] = leaf(draws, radius, nearness);
    }
    return leaves;
  }

  private Leaf leaf(CounterRandom draws, double radius, double nearness) {
    // Most things are darker than the mean of the darkest and the brightest, as outdoors.
    double luminance = 0.06 + 0.8 * StrictMath.pow(draws.uniform(1), 1.4);
    double shading = 0.35 * luminance / radius;
    double angle = draws.uniform(2, 0, 2 * Math.PI);
    return new Leaf(
        draws.uniform(3, 0, fieldWidth()),
        draws.uniform(4, 0, fieldHeight()),
        radius,
        draws.uniform(5) < 0.5 ? null : polygon(draws.stream(0), radius),
        nearness,
        (float) luminance,
        (float) (shading * StrictMath.cos(angle)),
        (float) (shading * StrictMath.sin(angle)),
        (float) (luminance * draws.uniform(6, 0.05, 0.25)),
        draws.uniform(7, 0, FractalNoise.SIZE),
        draws.uniform(8, 0, FractalNoise.SIZE));
  }

  private static ConvexPolygon polygon(CounterRandom draws, double radius) {
    int corners = 3 + (int) (4 * draws.uniform(0));
    double first = draws.uniform(1, 0, 2 * Math.PI);
    double[] angles = new double[corners];
    for (int i = 0; i < corners; i++) {
      // Corners stray by less than a quarter of their spacing, so that neighbours stay in order.
      double stray = draws.uniform(2 + i, -0.22, 0.22);
      angles[i] = first + 2 * Math.PI * (i + stray) / corners;
    }
    return ConvexPolygon.inCircle(radius, angles);
  }

  @Override
  public void render(double seconds, float[] luminance) {
    Canvas canvas = new Canvas(width, height, luminance);
    double wayX = directionX * speed * seconds;
    double wayY = directionY * speed * seconds;
    for (Leaf leaf : nearestFirst) {
      double x = wrapped(leaf.x + leaf.nearness * wayX, fieldWidth()) - largestRadius - 0.5;
      double y = wrapped(leaf.y + leaf.nearness * wayY, fieldHeight()) - largestRadius - 0.5;
      canvas.draw(leaf.at(x, y), surface(leaf, x, y));
    }
    double farX = wayX / PARALLAX;
    double farY = wayY / PARALLAX;
    canvas.background((x, y) -> 0.15f + 0.05f * texture.at(x - farX, y - farY));
  }

  private Surface surface(Leaf leaf, double centreX, double centreY) {
    return (x, y) -> {
      double dx = x - centreX;
      double dy = y - centreY;
      return (float) (leaf.luminance + leaf.slopeX * dx + leaf.slopeY * dy)
          + leaf.roughness * texture.at(dx + leaf.textureX, dy + leaf.textureY);
    };
  }

  private static double wrapped(double value, double period) {
    return value - period * Math.floor(value / period);
  }

  @Override
  public Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("scene", name());
    parameters.put("seed", seed);
    parameters.put("pixelsPerSecond", speed);
    return parameters;
  }
}
