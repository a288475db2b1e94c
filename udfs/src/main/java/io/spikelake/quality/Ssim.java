package io.spikelake.quality;

import io.spikelake.image.GrayImage;
import io.spikelake.variant.Variant;
import io.spikelake.variant.VariantId;
import java.util.Arrays;
import java.util.List;

/**
 * Structural similarity: mean over all windows that lie inside the image of
 *
 * <pre>{@code
 * (2 m_x m_y + C1) (2 s_xy + C2) / ((m_x^2 + m_y^2 + C1) (s_x^2 + s_y^2 + C2))
 * C1 = (0.01 L)^2, C2 = (0.03 L)^2
 * }</pre>
 *
 * with windowed means m, variances and covariance s, and L the range from black to white; double
 * precision. At most 1, for equal images; can be negative; higher is better.
 *
 * <ul>
 *   <li>{@code ssim/standard}: scikit-image's defaults on 0..1, a uniform 7x7 window, sample
 *       covariance (divided by 48, not 49).
 *   <li>{@code ssim/gaussian}: the authors' form on 0..255, an 11x11 Gaussian window of standard
 *       deviation 1.5, without their reduction of large images. Not rounded to whole levels.
 *   <li>{@code ssim/spike-zoo}: as {@code standard}, but on -1..1 with L = 2 and limited to that,
 *       as Spike-Zoo and SpikeCLIP compute it. The means are not those of 0..1, so neither is the
 *       score: it punishes an error of brightness far harder.
 * </ul>
 *
 * <p>No score: {@link MetricStatus#TOO_SMALL} if a side is shorter than the window, and as in
 * {@link ReferenceMetric}.
 *
 * <p>Wang, Bovik, Sheikh, Simoncelli, "Image Quality Assessment: From Error Visibility to
 * Structural Similarity", IEEE TIP 13(4), 2004.
 */
final class Ssim extends ReferenceMetric {

  private static final int UNIFORM_SIDE = 7;
  private static final int GAUSSIAN_SIDE = 11;
  private static final double GAUSSIAN_SIGMA = 1.5;

  static final Variant<QualityModels, QualityMetric> STANDARD =
      variant(
          "standard", "structural similarity, 7x7 window", PixelRange.UNIT, Ssim::uniformWindow);

  static final Variant<QualityModels, QualityMetric> GAUSSIAN =
      variant("gaussian", "SSIM, 11x11 Gaussian window", PixelRange.BYTE, Ssim::gaussianWindow);

  static final Variant<QualityModels, QualityMetric> SPIKE_ZOO =
      variant("spike-zoo", "SSIM on -1..1, 7x7 window", PixelRange.SIGNED, Ssim::uniformWindow);

  private final PixelRange range;
  private final WindowStatistics window;
  private final double c1;
  private final double c2;

  private Ssim(VariantId id, PixelRange range, WindowStatistics window) {
    super(id, window.side());
    this.range = range;
    this.window = window;
    this.c1 = Math.pow(0.01 * range.width(), 2);
    this.c2 = Math.pow(0.03 * range.width(), 2);
  }

  @FunctionalInterface
  private interface WindowMaker {
    WindowStatistics make();
  }

  private static Variant<QualityModels, QualityMetric> variant(
      String variant, String summary, PixelRange range, WindowMaker window) {
    return new Variant<>(
        "ssim", variant, 1, List.of(), summary, (id, models) -> new Ssim(id, range, window.make()));
  }

  private static WindowStatistics uniformWindow() {
    double[] weights = new double[UNIFORM_SIDE];
    Arrays.fill(weights, 1.0 / UNIFORM_SIDE);
    double samples = UNIFORM_SIDE * UNIFORM_SIDE;
    return new WindowStatistics(weights, samples / (samples - 1));
  }

  private static WindowStatistics gaussianWindow() {
    double[] weights = new double[GAUSSIAN_SIDE];
    double sum = 0;
    for (int i = 0; i < GAUSSIAN_SIDE; i++) {
      double x = (i - GAUSSIAN_SIDE / 2) / GAUSSIAN_SIGMA;
      weights[i] = StrictMath.exp(-0.5 * x * x);
      sum += weights[i];
    }
    for (int i = 0; i < GAUSSIAN_SIDE; i++) {
      weights[i] /= sum;
    }
    return new WindowStatistics(weights, 1);
  }

  @Override
  MetricResult compare(GrayImage image, GrayImage reference) {
    double[] x = range.map(image.pixels());
    double[] y = range.map(reference.pixels());
    int rows = image.height() - window.side() + 1;
    int columns = image.width() - window.side() + 1;
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      window.computeRow(x, y, image.width(), row);
      double rowSum = 0;
      for (int column = 0; column < columns; column++) {
        rowSum += similarity(column);
      }
      sum += rowSum;
    }
    return ok(sum / ((double) rows * columns));
  }

  private double similarity(int column) {
    double mx = window.meanX(column);
    double my = window.meanY(column);
    double luminance = (2 * mx * my + c1) / (mx * mx + my * my + c1);
    double structure =
        (2 * window.covariance(column) + c2)
            / (window.varianceX(column) + window.varianceY(column) + c2);
    return luminance * structure;
  }
}
