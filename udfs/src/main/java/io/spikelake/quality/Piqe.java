package io.spikelake.quality;

import io.spikelake.image.GrayImage;
import io.spikelake.quality.nss.Border;
import io.spikelake.quality.nss.GaussianWindow;
import io.spikelake.quality.nss.Mscn;
import io.spikelake.variant.Variant;
import io.spikelake.variant.VariantId;
import java.util.List;

/**
 * Perception-based image quality evaluator: the share of distortion in the spatially active 16x16
 * {@link PiqeBlock}s of the MSCN map (window in double precision, border replicated, C = 1).
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
 * columns compared in a block, see {@link PiqeBlock}.
 */
final class Piqe extends NoReferenceMetric {

  static final Variant<QualityModels, QualityMetric> MATLAB =
      new Variant<>(
          "piqe",
          "matlab",
          1,
          List.of(),
          "PIQE as in MATLAB: pixels as they are, edges replicated",
          (id, models) -> new Piqe(id, Convention.MATLAB));

  static final Variant<QualityModels, QualityMetric> PYIQA =
      new Variant<>(
          "piqe",
          "pyiqa",
          1,
          List.of(),
          "PIQE as in IQA-PyTorch: pixels divided by their maximum, edges mirrored",
          (id, models) -> new Piqe(id, Convention.PYIQA));

  private static final int SIDE = PiqeBlock.SIDE;

  /** How an image becomes whole grey levels in whole blocks. */
  private enum Convention {
    MATLAB {
      @Override
      double[] levels(GrayImage image) {
        return GreyLevels.eightBit(image);
      }

      @Override
      int padded(int side) {
        return side + Math.floorMod(-side, SIDE);
      }

      @Override
      int source(int position, int side) {
        return Math.min(position, side - 1);
      }
    },

    PYIQA {
      @Override
      double[] levels(GrayImage image) {
        return GreyLevels.relativeToMaximum(image);
      }

      @Override
      int padded(int side) {
        return side + side % SIDE;
      }

      @Override
      int source(int position, int side) {
        return position < side ? position : 2 * side - 1 - position;
      }
    };

    abstract double[] levels(GrayImage image);

    /** Length of a side with its continuation. */
    abstract int padded(int side);

    /** The pixel of the image that is seen at a position, which may be in the continuation. */
    abstract int source(int position, int side);
  }

  private final Convention convention;
  private final Mscn mscn = new Mscn(GaussianWindow.DOUBLE, Border.REPLICATE, 0);

  private Piqe(VariantId id, Convention convention) {
    super(id);
    this.convention = convention;
  }

  @Override
  double[] levels(GrayImage image) {
    return convention.levels(image);
  }

  @Override
  boolean fits(int width, int height) {
    return Math.min(convention.padded(width), convention.padded(height)) >= SIDE;
  }

  @Override
  MetricResult measure(double[] grey, int imageWidth, int imageHeight, double flat) {
    int width = convention.padded(imageWidth);
    int height = convention.padded(imageHeight);
    double[] continued = continued(grey, imageWidth, imageHeight, width, height);
    double[] map = mscn.of(continued, width, height).coefficients();
    double distortion = 0;
    int active = 0;
    PiqeBlock block = new PiqeBlock();
    for (int y = 0; y + SIDE <= height; y += SIDE) {
      for (int x = 0; x + SIDE <= width; x += SIDE) {
        block.load(map, width, x, y);
        if (block.isActive()) {
          active++;
          distortion += block.distortion();
        }
      }
    }
    return MetricResult.ok(100 * (1 + distortion) / (1 + active), flat, active);
  }

  private double[] continued(double[] grey, int width, int height, int newWidth, int newHeight) {
    double[] continued = new double[newWidth * newHeight];
    for (int y = 0; y < newHeight; y++) {
      int row = convention.source(y, height) * width;
      for (int x = 0; x < newWidth; x++) {
        continued[y * newWidth + x] = grey[row + convention.source(x, width)];
      }
    }
    return continued;
  }
}
