package io.spikelake.quality;

import io.spikelake.image.GrayImage;
import java.util.Arrays;

/**
 * Pixels on the scale 0..255 on which local statistics are defined, as different programs make them
 * of an image in 0..1. What is not finite stays so.
 */
final class GreyLevels {

  private GreyLevels() {}

  /** Whole levels of an 8-bit image: {@code 255 x} rounded half up and limited to 0..255. */
  static double[] eightBit(GrayImage image) {
    float[] pixels = image.pixels();
    double[] levels = new double[pixels.length];
    for (int i = 0; i < levels.length; i++) {
      double level = Math.floor(255.0 * pixels[i] + 0.5);
      levels[i] = Double.isFinite(level) ? Math.min(Math.max(level, 0), 255) : level;
    }
    return levels;
  }

  /** Whole levels as IQA-PyTorch makes them: half to even in single precision, not limited. */
  static double[] unlimited(GrayImage image) {
    double[] levels = unrounded(image);
    for (int i = 0; i < levels.length; i++) {
      levels[i] = Math.rint(levels[i]);
    }
    return levels;
  }

  /**
   * Whole levels with the brightest pixel at 255: {@code 255 (x / max)} rounded half to even, in
   * single precision. Not finite where no pixel is positive.
   */
  static double[] relativeToMaximum(GrayImage image) {
    float[] pixels = image.pixels();
    float max = 0;
    for (float pixel : pixels) {
      max = Math.max(max, pixel);
    }
    double[] levels = new double[pixels.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = Math.rint(255f * (pixels[i] / max));
    }
    return levels;
  }

  /** {@code 255 x} in single precision, neither rounded to levels nor limited. */
  static double[] unrounded(GrayImage image) {
    float[] pixels = image.pixels();
    double[] levels = new double[pixels.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = 255f * pixels[i];
    }
    return levels;
  }

  static boolean areFinite(double[] levels) {
    return Arrays.stream(levels).allMatch(Double::isFinite);
  }

  /** Whether all pixels are one finite number. */
  static boolean isConstant(GrayImage image) {
    float first = image.pixels()[0];
    for (float pixel : image.pixels()) {
      if (pixel != first || Float.isInfinite(pixel)) {
        return false;
      }
    }
    return true;
  }

  static boolean areConstant(double[] levels) {
    return Arrays.stream(levels).allMatch(level -> level == levels[0]);
  }
}
