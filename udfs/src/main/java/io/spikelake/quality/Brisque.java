package io.spikelake.quality;

import io.spikelake.quality.nss.BrisqueFeatures;
import io.spikelake.quality.nss.FlatAreas;
import io.spikelake.quality.nss.GaussianWindow;
import io.spikelake.quality.opencv.OpenCvBrisqueFeatures;
import io.spikelake.variant.Parameter;
import io.spikelake.variant.Variant;
import io.spikelake.variant.VariantId;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Blind/referenceless image spatial quality evaluator: a support-vector regression on 36 statistics
 * of the whole image, trained on the opinions of people. Lower is better, on a scale of about 0 to
 * 100.
 *
 * <ul>
 *   <li>{@code brisque/live}: the LIVE release, by the authors' MATLAB code: {@link
 *       BrisqueFeatures} in double precision of an 8-bit image ({@code 255 x} rounded half up and
 *       limited to 0..255). Not clamped: good photographs can be negative, noise exceeds 100.
 *   <li>{@code brisque/live-pyiqa}: the same model in the arithmetic of IQA-PyTorch: window and
 *       half size in single precision, machine epsilon under the root; pixels not limited, and, by
 *       {@code channels}, rounded half to even (3, as for colour tensors and in SpikeCLIP) or not
 *       rounded (1, as for grey tensors and in Spike-Zoo). Not clamped.
 *   <li>{@code brisque/opencv}: OpenCV's {@code QualityBRISQUE}, another metric in spite of the
 *       name ({@link OpenCvBrisqueFeatures} and a model of its own; scores lie 4 from the LIVE ones
 *       on average): 8-bit levels times 1/255 in single precision; clamped to 0..100. Features are
 *       those of OpenCV 4 to the last bit. The regression is evaluated in double precision; OpenCV
 *       rounds kernel values to single, which is worth up to 0.002.
 * </ul>
 *
 * <p>No score: {@link MetricStatus#TOO_SMALL} if a side is below 14, so that the 7x7 window does
 * not fit into the half-size image; {@link MetricStatus#NOT_FINITE} if the image is so flat that a
 * fit has no values on one side; and as in {@link NoReferenceMetric}. The programs followed give
 * NaN, an error or a number without meaning there.
 *
 * <p>Mittal, Moorthy, Bovik, "No-Reference Image Quality Assessment in the Spatial Domain", IEEE
 * TIP 21(12), 2012. {@code brisque/live} departs from the authors' tool chain in that features are
 * not rounded to six decimals on their way into the regression (worth 0.0004). On images with flat
 * areas scores of any two programs differ, see {@link FlatAreas}.
 */
final class Brisque extends NoReferenceMetric {

  static final Variant<QualityModels, QualityMetric> LIVE =
      new Variant<>(
          "brisque",
          "live",
          2,
          List.of(),
          "BRISQUE of the LIVE release, MATLAB arithmetic",
          (id, models) ->
              new Brisque(
                  id,
                  live(models),
                  GreyLevels.EIGHT_BIT,
                  new LiveBrisqueFeatures.Matlab(),
                  DoubleUnaryOperator.identity()));

  private static final String CHANNELS = "channels";

  static final Variant<QualityModels, QualityMetric> LIVE_PYIQA =
      new Variant<>(
          "brisque",
          "live-pyiqa",
          1,
          List.of(Parameter.oneOf(CHANNELS, "3", "1", "3")),
          "BRISQUE with the LIVE model in the arithmetic of IQA-PyTorch; channels 3 rounds pixels"
              + " to whole levels, 1 does not",
          (id, models) ->
              new Brisque(
                  id,
                  live(models),
                  id.integer(CHANNELS) == 3 ? GreyLevels.UNLIMITED : GreyLevels.UNROUNDED,
                  new LiveBrisqueFeatures.Pyiqa(),
                  DoubleUnaryOperator.identity()));

  static final Variant<QualityModels, QualityMetric> OPENCV =
      new Variant<>(
          "brisque",
          "opencv",
          1,
          List.of(),
          "BRISQUE of OpenCV with OpenCV's model, clamped to 0..100",
          (id, models) ->
              new Brisque(
                  id,
                  models.require(ModelSlot.BRISQUE_OPENCV, BrisqueModel.class),
                  GreyLevels.EIGHT_BIT,
                  openCv(),
                  score -> Math.min(Math.max(score, 0), 100)));

  private static final int MIN_SIDE = 2 * GaussianWindow.SIDE;

  /** The 36 features of an image. May have work space. */
  @FunctionalInterface
  interface Features {
    double[] of(GreyStatistics grey);
  }

  private final BrisqueModel model;
  private final Features features;
  private final DoubleUnaryOperator limit;

  private Brisque(
      VariantId id,
      BrisqueModel model,
      GreyLevels levels,
      Features features,
      DoubleUnaryOperator limit) {
    super(id, levels);
    this.model = model;
    this.features = features;
    this.limit = limit;
  }

  @Override
  boolean fits(int width, int height) {
    return Math.min(width, height) >= MIN_SIDE;
  }

  @Override
  MetricResult measure(GreyStatistics grey) {
    double score = model.score(features.of(grey));
    return MetricResult.ok(limit.applyAsDouble(score), grey.flatFraction(), 0);
  }

  private static BrisqueModel live(QualityModels models) {
    return models.require(ModelSlot.BRISQUE_LIVE, BrisqueModel.class);
  }

  private static Features openCv() {
    OpenCvBrisqueFeatures kernel = new OpenCvBrisqueFeatures();
    return grey -> kernel.ofLevels(grey.levels());
  }
}
