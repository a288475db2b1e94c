package io.spikelake.simulate.scene;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A fan: curved, textured blades that turn behind a still grille and in front of a still wall.
 *
 * <p>Wall and grille are drawn once; the blades are found per instant from the polar coordinates of
 * each pixel.
 */
public final class Fan extends SizedScene {

  private static final int BLADES = 5;

  /** Share of the angle from blade to blade that a blade takes. */
  private static final double BLADE_SHARE = 0.58;

  /** Turns by which a blade is swept back from hub to tip. */
  private static final double SWEEP = 0.09;

  private final long seed;
  private final double turnsPerSecond;
  private final double outerRadius;
  private final double hubRadius;
  private final double[] radius;
  private final double[] turn;
  private final float[] wall;
  private final float[] grille;
  private final FractalNoise texture;

  /**
   * @param seed of wall and textures
   * @param speed of the blade tips, in pixels per second
   */
  public Fan(int width, int height, long seed, double speed) {
    super("fan", width, height);
    this.seed = seed;
    this.outerRadius = 0.46 * Math.min(width, height);
    this.hubRadius = 0.2 * outerRadius;
    this.turnsPerSecond = speed / (2 * Math.PI * outerRadius);
    this.texture = new FractalNoise(new CounterRandom(seed).stream(0), 0.4);
    this.radius = new double[width * height];
    this.turn = new double[width * height];
    this.wall = new float[width * height];
    this.grille = new float[width * height];
    new DeadLeaves(width, height, seed, 0).render(0, wall);
    layOut();
  }

  private void layOut() {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        double dx = x + 0.5 - width / 2.0;
        double dy = y + 0.5 - height / 2.0;
        radius[i] = Math.sqrt(dx * dx + dy * dy);
        turn[i] = StrictMath.atan2(dy, dx) / (2 * Math.PI);
        grille[i] = grille(radius[i], turn[i]);
      }
    }
  }

  /** Coverage by rings every eighth of the radius and by sixteen thin spokes. */
  private float grille(double r, double angle) {
    if (r > outerRadius + 4) {
      return 0;
    }
    double spacing = outerRadius / 8;
    double ring = Math.abs(r / spacing - Math.rint(r / spacing)) * spacing;
    double spoke = Math.abs(angle * 16 - Math.rint(angle * 16)) / 16 * 2 * Math.PI * r;
    double rim = Math.abs(r - outerRadius - 1.5);
    float thin = Math.max(Shape.coverage(ring - 0.6), Shape.coverage(spoke - 0.5));
    return Math.max(r < hubRadius ? 0 : thin, Shape.coverage(rim - 2));
  }

  @Override
  public void render(double seconds, float[] luminance) {
    double turned = turnsPerSecond * seconds;
    for (int i = 0; i < luminance.length; i++) {
      float behind = radius[i] > outerRadius ? 0.75f * wall[i] : fan(i, turned);
      luminance[i] = behind + grille[i] * (0.88f - behind);
    }
  }

  private float fan(int i, double turned) {
    double r = radius[i];
    float hub = Shape.coverage(r - hubRadius);
    float under = hub < 1 ? blades(i, turned) : 0;
    float cap = 0;
    if (hub > 0) {
      // A mark that turns with the hub, on a domed cap.
      double angle = 2 * Math.PI * (turn[i] - turned);
      double across = r * StrictMath.sin(angle);
      float mark = r * StrictMath.cos(angle) > 0 ? Shape.coverage(Math.abs(across) - 2) : 0;
      cap = (float) (0.55 - 0.35 * (r / hubRadius) * (r / hubRadius));
      cap += mark * (0.95f - cap);
    }
    return under + hub * (cap - under);
  }

  private float blades(int i, double turned) {
    double r = radius[i];
    double position = (turn[i] - turned + SWEEP * r / outerRadius) * BLADES;
    double blade = Math.floor(position);
    double within = position - blade;
    double arc = 2 * Math.PI * r / BLADES;
    // Pixels from the nearer edge of this blade or of the next one, positive outside.
    double outside = Math.max(within - BLADE_SHARE, -within) * arc;
    double next = (1 - within) * arc;
    float coverage =
        Math.max(Shape.coverage(outside), Shape.coverage(next))
            * Shape.coverage(r - 0.94 * outerRadius);
    float behind = 0.3f * wall[i];
    if (coverage == 0) {
      return behind;
    }
    boolean ofNext = within > (1 + BLADE_SHARE) / 2;
    double along = ofNext ? 0 : Math.min(1, within / BLADE_SHARE);
    double number = Math.floorMod((long) blade + (ofNext ? 1 : 0), (long) BLADES);
    float grain = texture.at(r + 90 * number, along * BLADE_SHARE * arc);
    float light = (float) (0.2 + 0.1 * number + 0.4 * (1 - along) * (1 - along));
    float shown = Math.min(1, Math.max(0, light * (1 + 0.18f * grain)));
    return behind + coverage * (shown - behind);
  }

  @Override
  public Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("scene", name());
    parameters.put("seed", seed);
    parameters.put("turnsPerSecond", turnsPerSecond);
    return parameters;
  }
}
