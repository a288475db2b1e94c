package io.spikelake.quality;

import io.spikelake.quality.nss.Border;
import io.spikelake.quality.nss.GaussianWindow;
import io.spikelake.quality.nss.Mscn;
import io.spikelake.quality.nss.Plane;
import io.spikelake.variant.Variant;
import io.spikelake.variant.VariantId;
import java.util.List;

/**
 * Perception-based image quality evaluator: the share of distortion in the spatially active 16x16
 * blocks of the MSCN map (window in double precision, border replicated, C = 1).
 *
 * <pre>{@code 100 (1 + sum of block distortions) / (1 + active blocks)}</pre>
 *
 * <p>No model, no reference. Lower is better, about 0 to 100; 100 if no block is active.
 *
 * <ul>
 *   <li>{@code piqe/matlab}: MATLAB's function of 2018: an 8-bit image ({@code 255 x} rounded half
 *       up and limited to 0..255), continued at the right and at the bottom by its last column and
 *       row up to whole blocks.
 *   <li>{@code piqe/pyiqa}: IQA-PyTorch: {@code 255 x / max} rounded half to even in single
 *       precision, so that brightness does not matter; continued by mirroring by {@code side mod
 *       16} pixels, and what then is no whole block is left out.
 * </ul>
 *
 * <p>On 8-bit images whose sides are multiples of 16 and whose maximum is white the two agree;
 * elsewhere they differ by 2.5 on average. Everything after the pixels is double precision, where
 * IQA-PyTorch computes in single: a block near one of the hard thresholds then falls on the other
 * side now and then, worth 0.02 to 0.2.
 *
 * <p>No score: {@link MetricStatus#NOT_FINITE} if under {@code piqe/pyiqa} no pixel is positive and
 * not all are equal; {@link MetricStatus#TOO_SMALL} if there is no whole block, which takes a side
 * below 8 under {@code piqe/pyiqa}; and as in {@link NoReferenceMetric} (the formula would give a
 * constant image 100). The block count of a result is that of active blocks.
 *
 * <p>Venkatanath, Praneeth, Maruthi, Channappayya, Medasani, "Blind Image Quality Evaluation Using
 * Perception Based Features", NCC 2015. Differs from the paper where the two programs do: the
 * columns compared in a block, see {@link PiqeBlocks}.
 */
final class Piqe extends NoReferenceMetric {

  static final Variant<QualityModels, QualityMetric> MATLAB =
      new Variant<>(
          "piqe",
          "matlab",
          1,
          List.of(),
          "PIQE as in MATLAB: pixels as they are, edges replicated",
          (id, models) -> new Piqe(id, new Matlab()));

  static final Variant<QualityModels, QualityMetric> PYIQA =
      new Variant<>(
          "piqe",
          "pyiqa",
          1,
          List.of(),
          "PIQE as in IQA-PyTorch: pixels divided by their maximum, edges mirrored",
          (id, models) -> new Piqe(id, new Pyiqa()));

  private static final int SIDE = PiqeBlocks.SIDE;

  /** How an image becomes a map of whole blocks. May have work space. */
  private abstract static class Convention {

    final GreyLevels levels;

    Convention(GreyLevels levels) {
      this.levels = levels;
    }

    /** Length of a side with its continuation. */
    abstract int continued(int side);

    /** The coefficients of the image and of its continuation. */
    abstract Plane map(GreyStatistics grey);
  }

  private static final class Matlab extends Convention {

    Matlab() {
      super(GreyLevels.EIGHT_BIT);
    }

    @Override
    int continued(int side) {
      return PiqeBlocks.whole(side);
    }

    @Override
    Plane map(GreyStatistics grey) {
      return grey.contrast();
    }
  }

  private static final class Pyiqa extends Convention {

    private final Mscn mscn = new Mscn(GaussianWindow.DOUBLE, Border.REPLICATE, 0);
    private final Plane image = new Plane();
    private final Plane map = new Plane();

    Pyiqa() {
      super(GreyLevels.RELATIVE_TO_MAXIMUM);
    }

    @Override
    int continued(int side) {
      return side + side % SIDE;
    }

    @Override
    Plane map(GreyStatistics grey) {
      Plane levels = grey.levels();
      int width = levels.width();
      int height = levels.height();
      image.resize(continued(width), continued(height));
      for (int y = 0; y < image.height(); y++) {
        int from = mirrored(y, height) * levels.stride();
        int to = y * image.stride();
        System.arraycopy(levels.values(), from, image.values(), to, width);
        for (int x = width; x < image.width(); x++) {
          image.values()[to + x] = levels.values()[from + mirrored(x, width)];
        }
      }
      mscn.of(image, map);
      return map;
    }

    private static int mirrored(int position, int side) {
      return position < side ? position : 2 * side - 1 - position;
    }
  }

  private final Convention convention;
  private final PiqeBlocks blocks = new PiqeBlocks();

  private Piqe(VariantId id, Convention convention) {
    super(id, convention.levels);
    this.convention = convention;
  }

  @Override
  boolean fits(int width, int height) {
    return Math.min(convention.continued(width), convention.continued(height)) >= SIDE;
  }

  @Override
  MetricResult measure(GreyStatistics grey) {
    blocks.judge(convention.map(grey));
    double score = 100 * (1 + blocks.distortion()) / (1 + blocks.active());
    return MetricResult.ok(score, grey.flatFraction(), blocks.active());
  }
}
