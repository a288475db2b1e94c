package io.spikelake.quality;

import io.spikelake.quality.nss.Border;
import io.spikelake.quality.nss.BrisqueFeatures;
import io.spikelake.quality.nss.GaussianWindow;
import io.spikelake.quality.nss.HalfSize;
import io.spikelake.quality.nss.HalfSizeInSingle;
import io.spikelake.quality.nss.Mscn;
import io.spikelake.quality.nss.Plane;

/** {@link BrisqueFeatures} for the LIVE model, in the arithmetic of two programs. */
final class LiveBrisqueFeatures {

  private LiveBrisqueFeatures() {}

  /** Double precision throughout. */
  static final class Matlab implements Brisque.Features {

    private final Mscn mscn = new Mscn(GaussianWindow.DOUBLE, Border.ZERO, 0);
    private final HalfSize halfSize = new HalfSize();
    private final BrisqueFeatures kernel = new BrisqueFeatures();
    private final Plane map = new Plane();
    private final Plane half = new Plane();
    private final Plane halfMap = new Plane();

    @Override
    public double[] of(GreyStatistics grey) {
      Plane levels = grey.levels();
      map.copyOf(grey.contrast().topLeft(levels.width(), levels.height()));
      blackenBorder(levels);
      halfSize.of(levels, half);
      mscn.of(half, halfMap);
      return kernel.of(map, halfMap);
    }

    /** The maps of two borders differ where the window sees the border. */
    private void blackenBorder(Plane levels) {
      int width = levels.width();
      int height = levels.height();
      int radius = GaussianWindow.RADIUS;
      mscn.update(levels, 0, 0, width, radius, map);
      mscn.update(levels, 0, height - radius, width, height, map);
      mscn.update(levels, 0, radius, radius, height - radius, map);
      mscn.update(levels, width - radius, radius, width, height - radius, map);
    }
  }

  /** Window and half size in single precision, machine epsilon of that under the root. */
  static final class Pyiqa implements Brisque.Features {

    private final Mscn mscn = new Mscn(GaussianWindow.SINGLE, Border.ZERO, Math.ulp(1f));
    private final HalfSizeInSingle halfSize = new HalfSizeInSingle(1);
    private final BrisqueFeatures kernel = new BrisqueFeatures();
    private final Plane map = new Plane();
    private final Plane half = new Plane();
    private final Plane halfMap = new Plane();

    @Override
    public double[] of(GreyStatistics grey) {
      mscn.of(grey.levels(), map);
      halfSize.of(grey.levels(), half);
      mscn.of(half, halfMap);
      return kernel.of(map, halfMap);
    }
  }
}
