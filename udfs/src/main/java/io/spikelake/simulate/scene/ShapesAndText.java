package io.spikelake.simulate.scene;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turning polygons, discs and lines of text that cross the picture at different speeds in front of
 * a textured wall.
 */
public final class ShapesAndText extends SizedScene {

  private static final int SHAPES = 26;

  private static final String[] WORDS = {
    "SPIKE CAMERA 20000 HZ", "INTEGRATE AND FIRE", "0123456789", "TEXTURE FROM INTERVALS"
  };

  private final long seed;
  private final double speed;
  private final FractalNoise texture;
  private final List<Mover> nearestFirst = new ArrayList<>();

  /**
   * @param seed of places, sizes, directions and textures
   * @param speed of the fastest things, in pixels per second
   */
  public ShapesAndText(int width, int height, long seed, double speed) {
    super("shapes", width, height);
    this.seed = seed;
    this.speed = speed;
    CounterRandom random = new CounterRandom(seed);
    this.texture = new FractalNoise(random.stream(0), 0.25);
    for (int i = 0; i < SHAPES; i++) {
      if (i % 3 == 0 && i / 3 < WORDS.length) {
        nearestFirst.add(textLine(random.stream(i + 1), i / 3));
      }
      nearestFirst.add(shape(random.stream(SHAPES + i + 1)));
    }
  }

  /** Something that moves straight on, comes back on the other side, and may turn. */
  private record Mover(
      double x,
      double y,
      double velocityX,
      double velocityY,
      double spin,
      double reachX,
      double reachY,
      Outline outline,
      float luminance,
      float stripes,
      double textureX) {}

  /** The outline of a thing at a place and turned by an angle. */
  @FunctionalInterface
  private interface Outline {
    Shape at(double x, double y, double angle);
  }

  private Mover shape(CounterRandom draws) {
    double unit = Math.min(width, height);
    double radius = unit * draws.uniform(0, 0.05, 0.2);
    int corners = (int) draws.uniform(1, 1, 6);
    Outline outline =
        corners < 3 ? (x, y, angle) -> new Disc(x, y, radius) : regular(corners, radius);
    double direction = draws.uniform(2, 0, 2 * Math.PI);
    double pace = speed * draws.uniform(3, 0.25, 1);
    return new Mover(
        draws.uniform(4, 0, width + 2 * radius),
        draws.uniform(5, 0, height + 2 * radius),
        pace * StrictMath.cos(direction),
        pace * StrictMath.sin(direction),
        draws.uniform(6, -1, 1) * pace / radius,
        radius,
        radius,
        outline,
        (float) draws.uniform(7, 0.06, 0.95),
        (float) draws.uniform(8, 0, 0.5),
        draws.uniform(9, 0, FractalNoise.SIZE));
  }

  private static Outline regular(int corners, double radius) {
    double[] angles = new double[corners];
    for (int i = 0; i < corners; i++) {
      angles[i] = 2 * Math.PI * i / corners;
    }
    ConvexPolygon polygon = ConvexPolygon.inCircle(radius, angles);
    return (x, y, angle) -> polygon.turned(angle).at(x, y);
  }

  private Mover textLine(CounterRandom draws, int index) {
    String words = WORDS[index % WORDS.length];
    double cell = Math.max(1, Math.min(width, height) * draws.uniform(0, 0.007, 0.014));
    TextLine line = new TextLine(words, 0, 0, cell);
    double reachX = line.length() / 2;
    double reachY = BitmapFont.GLYPH_HEIGHT * cell / 2;
    double pace = speed * draws.uniform(1, 0.4, 1) * (index % 2 == 0 ? -1 : 1);
    return new Mover(
        draws.uniform(2, 0.4, 0.6) * width + reachX,
        (index + 0.5) / WORDS.length * height + reachY,
        pace,
        0,
        0,
        reachX,
        reachY,
        (x, y, angle) -> new TextLine(words, x - reachX, y - reachY, cell),
        index % 2 == 0 ? 0.97f : 0.02f,
        0,
        0);
  }

  @Override
  public void render(double seconds, float[] luminance) {
    Canvas canvas = new Canvas(width, height, luminance);
    for (Mover mover : nearestFirst) {
      double x = place(mover.x + mover.velocityX * seconds, width, mover.reachX);
      double y = place(mover.y + mover.velocityY * seconds, height, mover.reachY);
      double angle = mover.spin * seconds;
      canvas.draw(mover.outline.at(x, y, angle), surface(mover, x, y, angle));
    }
    double drift = 0.2 * speed * seconds;
    canvas.background(
        (x, y) -> (float) (0.3 + 0.25 * y / height) * (1 + 0.25f * texture.at(x - drift, y)));
  }

  /** A place that runs from just outside one side of the picture to just outside the other. */
  private static double place(double way, int size, double reach) {
    double period = size + 2 * reach + 2;
    return way - period * Math.floor(way / period) - reach - 1;
  }

  /** Stripes and grain that turn with the thing. */
  private Surface surface(Mover mover, double centreX, double centreY, double angle) {
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    return (x, y) -> {
      double u = cos * (x - centreX) + sin * (y - centreY);
      double v = cos * (y - centreY) - sin * (x - centreX);
      double phase = u / 9 - Math.floor(u / 9);
      // A triangle wave: no edges, so no need for anti-aliasing.
      float stripe = mover.stripes * (float) (Math.abs(2 * phase - 1) - 0.5);
      float grain = 0.1f * texture.at(u + mover.textureX, v + mover.textureX);
      return mover.luminance * (1 + stripe + grain);
    };
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
