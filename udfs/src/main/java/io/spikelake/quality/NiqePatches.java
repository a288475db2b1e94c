package io.spikelake.quality;

import io.spikelake.quality.nss.Border;
import io.spikelake.quality.nss.GaussianWindow;
import io.spikelake.quality.nss.HalfSize;
import io.spikelake.quality.nss.HalfSizeInSingle;
import io.spikelake.quality.nss.Mscn;
import io.spikelake.quality.nss.NiqeFeatures;
import io.spikelake.quality.nss.Plane;

/**
 * The {@link NiqeFeatures} of the 96x96 patches of an image, in one arithmetic. Has work space of
 * its own: for one thread at a time.
 */
final class NiqePatches {

  /** Side of a patch at full size. */
  static final int SIDE = 96;

  private static final double MACHINE_EPSILON = 0x1p-52;
  private static final double WHITE = 255;

  private final NiqeArithmetic arithmetic;
  private final Mscn mscn;
  private final HalfSize halfSize = new HalfSize();
  private final HalfSizeInSingle halfSizeInSingle = new HalfSizeInSingle(WHITE);
  private final NiqeFeatures kernel = new NiqeFeatures(SIDE);
  private final Plane map = new Plane();
  private final Plane half = new Plane();
  private final Plane halfMap = new Plane();
  private double[][] features;

  NiqePatches(NiqeArithmetic arithmetic) {
    this.arithmetic = arithmetic;
    this.mscn =
        arithmetic == NiqeArithmetic.MATLAB
            ? new Mscn(GaussianWindow.DOUBLE, Border.REPLICATE, 0)
            : new Mscn(GaussianWindow.SINGLE, Border.REPLICATE, MACHINE_EPSILON);
  }

  /** Forgets the image. */
  void forget() {
    features = null;
  }

  /** One row of 36 for every patch that fits into the image, from the top left. */
  double[][] features(GreyStatistics grey) {
    if (features == null) {
      Plane levels = grey.levels();
      Plane whole =
          levels.topLeft(
              levels.width() - levels.width() % SIDE, levels.height() - levels.height() % SIDE);
      if (arithmetic == NiqeArithmetic.MATLAB) {
        cutContrast(grey, whole);
        halfSize.of(whole, half);
      } else {
        mscn.of(whole, map);
        halfSizeInSingle.of(whole, half);
      }
      mscn.of(half, halfMap);
      features = kernel.of(map, halfMap);
    }
    return features;
  }

  /**
   * The map of the part is that of the image but for the last three columns and rows, whose windows
   * see the edge of the part.
   */
  private void cutContrast(GreyStatistics grey, Plane whole) {
    int width = whole.width();
    int height = whole.height();
    int radius = GaussianWindow.RADIUS;
    map.copyOf(grey.contrast().topLeft(width, height));
    if (width < grey.levels().width()) {
      mscn.update(whole, width - radius, 0, width, height, map);
    }
    if (height < grey.levels().height()) {
      mscn.update(whole, 0, height - radius, width, height, map);
    }
  }
}
