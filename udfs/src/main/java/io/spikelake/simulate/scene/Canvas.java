package io.spikelake.simulate.scene;

import java.util.Arrays;

/**
 * Composes a picture from shapes, the nearest first: what is drawn later lies behind and shows only
 * where light still comes through. So a pixel is shaded about once, however deep the scene.
 *
 * <p>Pixel (x, y) is the unit square centred at (x + 0.5, y + 0.5).
 */
final class Canvas {

  /** Less light than this through the shapes in front is taken for none. */
  private static final float OPAQUE = 1f / 1024;

  private final int width;
  private final int height;
  private final float[] luminance;
  private final float[] through;

  /**
   * @param luminance (Output) row-major picture; cleared, then drawn on
   */
  Canvas(int width, int height, float[] luminance) {
    this.width = width;
    this.height = height;
    this.luminance = luminance;
    this.through = new float[width * height];
    Arrays.fill(luminance, 0f);
    Arrays.fill(through, 1f);
  }

  /** Draws a shape behind everything drawn so far. */
  void draw(Shape shape, Surface surface) {
    Box bounds = shape.bounds();
    int fromX = Math.max(0, (int) Math.floor(bounds.fromX()));
    int toX = Math.min(width - 1, (int) Math.floor(bounds.toX()));
    int fromY = Math.max(0, (int) Math.floor(bounds.fromY()));
    int toY = Math.min(height - 1, (int) Math.floor(bounds.toY()));
    for (int y = fromY; y <= toY; y++) {
      for (int x = fromX; x <= toX; x++) {
        int i = y * width + x;
        if (through[i] > OPAQUE) {
          float coverage = shape.coverage(x + 0.5, y + 0.5);
          if (coverage > 0) {
            luminance[i] += through[i] * coverage * limited(surface.at(x + 0.5, y + 0.5));
            through[i] *= 1 - coverage;
          }
        }
      }
    }
  }

  /** Draws what is behind everything and fills the picture. */
  void background(Surface surface) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        if (through[i] > OPAQUE) {
          luminance[i] += through[i] * limited(surface.at(x + 0.5, y + 0.5));
        }
      }
    }
  }

  private static float limited(float luminance) {
    return Math.min(1f, Math.max(0f, luminance));
  }
}
