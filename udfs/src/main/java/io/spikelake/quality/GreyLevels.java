package io.spikelake.quality;

import io.spikelake.image.GrayImage;
import io.spikelake.quality.nss.Plane;

/**
 * Pixels on the scale 0..255 on which local statistics are defined, as different programs make them
 * of an image in 0..1. What is not finite stays so.
 */
enum GreyLevels {
  /** Whole levels of an 8-bit image: {@code 255 x} rounded half up and limited to 0..255. */
  EIGHT_BIT {
    @Override
    void fill(float[] pixels, double[] levels, int count) {
      widen(pixels, levels, count);
      for (int i = 0; i < count; i++) {
        levels[i] = Math.floor(255 * levels[i] + 0.5);
      }
    }

    @Override
    void limit(double[] levels, int count) {
      for (int i = 0; i < count; i++) {
        levels[i] = Math.min(Math.max(levels[i], 0), 255);
      }
    }
  },

  /** Whole levels as IQA-PyTorch makes them: half to even in single precision, not limited. */
  UNLIMITED {
    @Override
    void fill(float[] pixels, double[] levels, int count) {
      UNROUNDED.fill(pixels, levels, count);
      for (int i = 0; i < count; i++) {
        levels[i] = Math.rint(levels[i]);
      }
    }
  },

  /** {@code 255 x} in single precision, neither rounded to levels nor limited. */
  UNROUNDED {
    @Override
    void fill(float[] pixels, double[] levels, int count) {
      for (int i = 0; i < count; i++) {
        levels[i] = 255f * pixels[i];
      }
    }
  },

  /**
   * Whole levels with the brightest pixel at 255: {@code 255 (x / max)} rounded half to even, in
   * single precision. Not finite where no pixel is positive.
   */
  RELATIVE_TO_MAXIMUM {
    @Override
    void fill(float[] pixels, double[] levels, int count) {
      float max = 0;
      for (float pixel : pixels) {
        max = Math.max(max, pixel);
      }
      for (int i = 0; i < count; i++) {
        levels[i] = 255f * (pixels[i] / max);
      }
      for (int i = 0; i < count; i++) {
        levels[i] = Math.rint(levels[i]);
      }
    }
  };

  /** Levels of pixels, not limited to 0..255. */
  abstract void fill(float[] pixels, double[] levels, int count);

  /** Limits finite levels to what the program can hold. */
  void limit(double[] levels, int count) {}

  /**
   * Converts an image.
   *
   * @param levels takes the size of the image and receives its levels
   * @return whether all levels are finite
   */
  boolean of(GrayImage image, Plane levels) {
    levels.resize(image.width(), image.height());
    int count = image.pixels().length;
    fill(image.pixels(), levels.values(), count);
    boolean finite = areFinite(levels.values(), count);
    if (finite) {
      limit(levels.values(), count);
    }
    return finite;
  }

  private static void widen(float[] pixels, double[] levels, int count) {
    for (int i = 0; i < count; i++) {
      levels[i] = pixels[i];
    }
  }

  private static boolean areFinite(double[] levels, int count) {
    for (int i = 0; i < count; i++) {
      if (!(Math.abs(levels[i]) <= Double.MAX_VALUE)) {
        return false;
      }
    }
    return true;
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
}
