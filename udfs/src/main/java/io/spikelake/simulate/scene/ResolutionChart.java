package io.spikelake.simulate.scene;

import io.spikelake.image.GrayImage;
import java.util.Map;

/**
 * A resolution chart: Siemens star, line pairs of growing fineness in both directions, slanted
 * edges, grey wedge, and text of falling size, on slightly textured paper.
 *
 * <p>Drawn at two picture pixels per sensor pixel, so that a {@link MovingCamera} sees it without
 * jagged edges at any sub-pixel position.
 */
final class ResolutionChart {

  /** Picture pixels per sensor pixel. */
  static final int SCALE = 2;

  private static final float PAPER = 0.78f;
  private static final float INK = 0.05f;
  private static final int SPOKES = 36;
  private static final int GREY_STEPS = 11;

  private final int width;
  private final int height;
  private final double unit;
  private final FractalNoise grain;

  /** A chart for a sensor of the given size. */
  ResolutionChart(int sensorWidth, int sensorHeight, long seed) {
    this.width = SCALE * sensorWidth;
    this.height = SCALE * sensorHeight;
    this.unit = Math.min(width / 400.0, height / 250.0);
    this.grain = new FractalNoise(new CounterRandom(seed), 0.2);
  }

  /** The chart under a camera that pans, turns and shakes slowly. */
  static Scene scene(int width, int height, long seed, double speed) {
    GrayImage picture = new ResolutionChart(width, height, seed).picture();
    CameraPath path = new CameraPath(speed, 0.4 * speed, speed / 4000, 1, speed / 500, 60, seed);
    return new MovingCamera("chart", picture, width, height, SCALE, path, Map.of("seed", seed));
  }

  GrayImage picture() {
    float[] pixels = new float[width * height];
    Canvas canvas = new Canvas(width, height, pixels);
    canvas.draw(new Disc(at(122), at(125), at(86)), this::star);
    canvas.draw(new Disc(at(122), at(125), at(92)), ink());
    greyWedge(canvas);
    linePairs(canvas);
    slantedEdges(canvas);
    text(canvas);
    canvas.background(paper(PAPER));
    return new GrayImage(width, height, pixels);
  }

  /** Places are given on a sheet of 400 x 250 units, which the sensor sees at the start. */
  private double at(double units) {
    return units * unit;
  }

  private Surface paper(float luminance) {
    return (x, y) -> luminance * (1 + 0.03f * grain.at(x, y));
  }

  private Surface ink() {
    return paper(INK);
  }

  /** Supersampled, since an edge meets its neighbour within a pixel near the middle. */
  private float star(double x, double y) {
    int samples = 3;
    int white = 0;
    for (int j = 0; j < samples; j++) {
      for (int i = 0; i < samples; i++) {
        double dx = x + (i + 0.5) / samples - 0.5 - at(122);
        double dy = y + (j + 0.5) / samples - 0.5 - at(125);
        double spokes = StrictMath.atan2(dy, dx) * SPOKES / (2 * Math.PI);
        white += spokes - Math.floor(spokes) < 0.5 ? 1 : 0;
      }
    }
    float share = (float) white / (samples * samples);
    return (INK + share * (PAPER + 0.12f - INK)) * (1 + 0.03f * grain.at(x, y));
  }

  private void greyWedge(Canvas canvas) {
    for (int i = 0; i < GREY_STEPS; i++) {
      double x = 24 + i * 32;
      Box step = new Box(at(x), at(10), at(x + 32), at(28));
      canvas.draw(step, paper(0.02f + 0.96f * i / (GREY_STEPS - 1)));
    }
    canvas.draw(new Box(at(22), at(8), at(26 + GREY_STEPS * 32), at(30)), ink());
  }

  /** Five bars per group, from 5 units per line pair down to 2, upright and lying. */
  private void linePairs(Canvas canvas) {
    double[] bars = {2.5, 2, 1.5, 1.25, 1};
    double y = 40;
    for (double bar : bars) {
      double side = 9 * bar;
      for (int i = 0; i < 5; i++) {
        double line = 2 * i * bar;
        canvas.draw(new Box(at(228 + line), at(y), at(228 + line + bar), at(y + side)), ink());
        canvas.draw(new Box(at(260), at(y + line), at(260 + side), at(y + line + bar)), ink());
      }
      y += side + 8;
    }
  }

  private void slantedEdges(Canvas canvas) {
    ConvexPolygon square =
        ConvexPolygon.inCircle(
            at(32), 0.25 * Math.PI, 0.75 * Math.PI, 1.25 * Math.PI, 1.75 * Math.PI);
    double fiveDegrees = 5 * Math.PI / 180;
    canvas.draw(square.turned(fiveDegrees).at(at(334), at(74)), ink());
    canvas.draw(square.turned(2 * fiveDegrees).at(at(334), at(138)), paper(0.35f));
  }

  private void text(Canvas canvas) {
    String[] lines = {"SPIKELAKE 250X400", "INTEGRATE AND FIRE", "TFP TFI 0123456789"};
    double y = 180;
    double cell = 1.5;
    for (String line : lines) {
      canvas.draw(new TextLine(line, at(222), at(y), Math.max(1, at(cell))), ink());
      y += 7 * cell + 6;
      cell -= 0.25;
    }
  }
}
