package io.spikelake.quality;

import io.spikelake.image.GrayImage;
import io.spikelake.quality.nss.Border;
import io.spikelake.quality.nss.GaussianWindow;
import io.spikelake.quality.nss.HalfSize;
import io.spikelake.quality.nss.Mscn;
import io.spikelake.quality.nss.NiqeFeatures;

/** The number formats in which programs compute NIQE; on images with flat areas they matter. */
enum NiqeArithmetic {
  /** Double precision throughout, pixels as an 8-bit image has them. */
  MATLAB(new Mscn(GaussianWindow.DOUBLE, Border.REPLICATE, 0), HalfSize::of) {
    @Override
    double[] grey(GrayImage image) {
      float[] pixels = image.pixels();
      double[] grey = new double[pixels.length];
      for (int i = 0; i < grey.length; i++) {
        double level = Math.floor(255.0 * pixels[i] + 0.5);
        grey[i] = Double.isFinite(level) ? Math.min(Math.max(level, 0), 255) : level;
      }
      return grey;
    }
  },

  /** IQA-PyTorch: single-precision window and half-size step, machine epsilon under the root. */
  PYIQA(new Mscn(GaussianWindow.SINGLE, Border.REPLICATE, 0x1p-52), NiqeArithmetic::halveInSingle) {
    @Override
    double[] grey(GrayImage image) {
      float[] pixels = image.pixels();
      double[] grey = new double[pixels.length];
      for (int i = 0; i < grey.length; i++) {
        grey[i] = Math.rint(255f * pixels[i]);
      }
      return grey;
    }
  };

  private final Mscn mscn;
  private final NiqeFeatures.Halving halving;

  NiqeArithmetic(Mscn mscn, NiqeFeatures.Halving halving) {
    this.mscn = mscn;
    this.halving = halving;
  }

  /** Pixels as whole grey levels, nominally 0..255; what is not finite stays so. */
  abstract double[] grey(GrayImage image);

  NiqeFeatures features(double[] grey, int width, int height, int patch) {
    return NiqeFeatures.of(grey, width, height, patch, mscn, halving);
  }

  private static double[] halveInSingle(double[] pixels, int width, int height) {
    float[] unit = new float[pixels.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (pixels[i] / 255);
    }
    float[] half = HalfSize.of(unit, width, height);
    double[] levels = new double[half.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = 255.0 * half[i];
    }
    return levels;
  }
}
