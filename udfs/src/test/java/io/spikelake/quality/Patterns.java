package io.spikelake.quality;

import io.spikelake.image.GrayImage;
import java.util.function.IntBinaryOperator;

/**
 * Two patterns of whole grey levels that are easy to make in any language, for goldens of programs
 * that do not run here. Levels are limited to 0..255.
 *
 * <pre>
 * tex     128 + 7xy mod 61 + (13x + 29y) mod 37 - (x^2 + 3y^2) mod 53;
 *         90 where x < width / 4 and y < height / 3
 * smooth  20 + |(5x + 3y) mod 200 - 100| + |(4y - x) mod 160 - 80| + (31x + 17y) mod 7
 * </pre>
 */
final class Patterns {

  private Patterns() {}

  /** Rough everywhere but for one flat corner; brightest level 218 to 222. */
  static GrayImage tex(int width, int height) {
    return of(
        width,
        height,
        (x, y) ->
            x < width / 4 && y < height / 3
                ? 90
                : 128 + x * y * 7 % 61 + (x * 13 + y * 29) % 37 - (x * x + 3 * y * y) % 53);
  }

  /** Ramps with a little noise; brightest level 203 to 205. */
  static GrayImage smooth(int width, int height) {
    return of(
        width,
        height,
        (x, y) ->
            20
                + Math.abs((x * 5 + y * 3) % 200 - 100)
                + Math.abs(Math.floorMod(y * 4 - x, 160) - 80)
                + (x * 31 + y * 17) % 7);
  }

  static GrayImage of(String name, int width, int height) {
    return name.equals("tex") ? tex(width, height) : smooth(width, height);
  }

  private static GrayImage of(int width, int height, IntBinaryOperator level) {
    float[] pixels = new float[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        pixels[y * width + x] = Math.min(Math.max(level.applyAsInt(x, y), 0), 255) / 255f;
      }
    }
    return new GrayImage(width, height, pixels);
  }
}
