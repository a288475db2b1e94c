package io.spikelake.quality;

import io.spikelake.image.GrayImage;
import io.spikelake.quality.nss.Border;
import io.spikelake.quality.nss.GaussianWindow;
import io.spikelake.quality.nss.HalfSize;
import io.spikelake.quality.nss.Mscn;
import io.spikelake.quality.nss.NiqeFeatures;
import java.util.function.Function;

/** The number formats in which programs compute NIQE; on images with flat areas they matter. */
enum NiqeArithmetic {
  /** Double precision throughout, pixels as an 8-bit image has them. */
  MATLAB(GreyLevels::eightBit, new Mscn(GaussianWindow.DOUBLE, Border.REPLICATE, 0), HalfSize::of),

  /** IQA-PyTorch: single-precision window and half-size step, machine epsilon under the root. */
  PYIQA(
      GreyLevels::unlimited,
      new Mscn(GaussianWindow.SINGLE, Border.REPLICATE, 0x1p-52),
      NiqeArithmetic::halveInSingle);

  private final Function<GrayImage, double[]> levels;
  private final Mscn mscn;
  private final NiqeFeatures.Halving halving;

  NiqeArithmetic(Function<GrayImage, double[]> levels, Mscn mscn, NiqeFeatures.Halving halving) {
    this.levels = levels;
    this.mscn = mscn;
    this.halving = halving;
  }

  /** Pixels as whole grey levels, nominally 0..255; what is not finite stays so. */
  double[] grey(GrayImage image) {
    return levels.apply(image);
  }

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
