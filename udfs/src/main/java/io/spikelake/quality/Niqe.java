package io.spikelake.quality;

import io.spikelake.image.GrayImage;
import io.spikelake.quality.nss.FeatureStatistics;
import io.spikelake.quality.nss.FlatAreas;
import io.spikelake.quality.nss.NiqeFeatures;
import io.spikelake.quality.nss.PseudoInverse;
import io.spikelake.variant.Parameter;
import io.spikelake.variant.Variant;
import io.spikelake.variant.VariantId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * Natural image quality evaluator: how far the statistics of an image lie from those of undistorted
 * photographs.
 *
 * <pre>{@code sqrt(d' pinv((S_model + S_image) / 2) d),  d = m_model - m_image}</pre>
 *
 * where m and S are mean and covariance of the 36 {@link NiqeFeatures} over 96x96 patches. Lower is
 * better; 0 at best, no upper bound, good photographs have 2 to 5. The image is cut at the right
 * and at the bottom to whole patches, so that 224x224 is scored by its top left 192x192; scores of
 * different sizes are not comparable.
 *
 * <p>Pixels become whole grey levels first. {@code niqe/live}, {@code niqe/own} and {@code
 * niqe/spikelake} follow the authors' MATLAB code, whose input is an 8-bit image: {@code 255 x}
 * rounded half up and limited to 0..255. {@code niqe/live-pyiqa} follows IQA-PyTorch: rounded half
 * to even in single precision and not limited, so that overshoot of a reconstruction counts.
 *
 * <p>No score: {@link MetricStatus#TOO_SMALL} if a side is below 96, {@link
 * MetricStatus#TOO_FEW_BLOCKS} if fewer than two patches have all features (a patch that is flat
 * has not; a covariance needs two), and as in {@link NoReferenceMetric}. The block count of a
 * result is the number of such patches.
 *
 * <p>Mittal, Soundararajan, Bovik, "Making a 'Completely Blind' Image Quality Analyzer", IEEE
 * Signal Processing Letters 20(3), 2013. Departs from the authors' code in the statuses above,
 * where that code gives NaN, an error, or a number without meaning. On images with flat areas
 * scores of any two programs differ, see {@link FlatAreas}.
 */
final class Niqe extends NoReferenceMetric implements ScoredByBlocks {

  static final Variant<QualityModels, QualityMetric> SPIKELAKE =
      variant(
          "spikelake",
          List.of(),
          "NIQE with SpikeLake's pristine model, MATLAB arithmetic",
          NiqeArithmetic.MATLAB,
          ModelSlot.NIQE_SPIKELAKE);

  static final Variant<QualityModels, QualityMetric> LIVE =
      variant(
          "live",
          List.of(),
          "NIQE of the LIVE release, MATLAB arithmetic",
          NiqeArithmetic.MATLAB,
          ModelSlot.NIQE_LIVE);

  static final Variant<QualityModels, QualityMetric> LIVE_PYIQA =
      variant(
          "live-pyiqa",
          List.of(),
          "NIQE with the LIVE model in the arithmetic of IQA-PyTorch",
          NiqeArithmetic.PYIQA,
          ModelSlot.NIQE_LIVE);

  private static final String MODEL = "model";
  private static final String CONFIGURED = "configured";
  private static final int NAMED_DIGITS = 12;

  /** The model is part of the id, so that scores of two models never meet under one name. */
  static final Variant<QualityModels, QualityMetric> OWN =
      variant(
          "own",
          List.of(
              Parameter.matching(
                  MODEL,
                  CONFIGURED,
                  Pattern.compile(CONFIGURED + "|[0-9a-f]{" + NAMED_DIGITS + "}"),
                  "the first %d digits of a digest, or %s".formatted(NAMED_DIGITS, CONFIGURED))),
          "NIQE with a model that you fitted, named by the first 12 digits of its digest",
          NiqeArithmetic.MATLAB,
          ModelSlot.NIQE_OWN);

  private static final int MIN_PATCHES = 2;

  private final NiqeArithmetic arithmetic;
  private final double[] modelMean;
  private final double[] modelCovariance;

  private Niqe(VariantId id, NiqeArithmetic arithmetic, PristineModel model) {
    super(id, arithmetic.levels());
    this.arithmetic = arithmetic;
    this.modelMean = model.mean();
    this.modelCovariance = model.covariance();
  }

  /** MATLAB arithmetic took rounding noise in flat areas for contrast in version 1. */
  private static int version(NiqeArithmetic arithmetic) {
    return arithmetic == NiqeArithmetic.MATLAB ? 2 : 1;
  }

  /** The id of {@code niqe/own} with the model spelled out. */
  static VariantId nameModel(VariantId id, QualityModels models) {
    PristineModel model = models.require(ModelSlot.NIQE_OWN, PristineModel.class);
    String name = model.digest().substring(0, NAMED_DIGITS);
    String asked = id.text(MODEL);
    if (!asked.equals(CONFIGURED) && !asked.equals(name)) {
      throw new IllegalArgumentException(
          "%s asks for another model than the configured one, which is %s=%s; give the right one"
                  .formatted(id, MODEL, name)
              + " with --model niqe/own=PATH");
    }
    return VariantId.of(id.name(), id.variant(), id.version(), Map.of(MODEL, name));
  }

  private static Variant<QualityModels, QualityMetric> variant(
      String variant,
      List<Parameter> parameters,
      String summary,
      NiqeArithmetic arithmetic,
      ModelSlot slot) {
    return new Variant<>(
        "niqe",
        variant,
        version(arithmetic),
        parameters,
        summary,
        (id, models) ->
            new Niqe(
                slot == ModelSlot.NIQE_OWN ? nameModel(id, models) : id,
                arithmetic,
                models.require(slot, PristineModel.class)));
  }

  @Override
  boolean fits(int width, int height) {
    return Math.min(width, height) >= NiqePatches.SIDE;
  }

  @Override
  MetricResult measure(GreyStatistics grey) {
    FeatureStatistics statistics = FeatureStatistics.of(List.of(grey.niqeFeatures(arithmetic)));
    int patches = statistics.completeRows();
    return patches < MIN_PATCHES
        ? MetricResult.without(MetricStatus.TOO_FEW_BLOCKS, grey.flatFraction(), patches)
        : MetricResult.ok(distance(statistics), grey.flatFraction(), patches);
  }

  @Override
  public double[] resampled(GrayImage image, int draws, long seed) {
    double[] scores = new double[draws];
    Arrays.fill(scores, Double.NaN);
    if (score(image, null).status() != MetricStatus.OK) {
      return scores;
    }
    double[][] patches = last().niqeFeatures(arithmetic);
    SplittableRandom random = new SplittableRandom(seed);
    for (int draw = 0; draw < draws; draw++) {
      List<double[]> drawn = new ArrayList<>(patches.length);
      for (int i = 0; i < patches.length; i++) {
        drawn.add(patches[random.nextInt(patches.length)]);
      }
      FeatureStatistics statistics = FeatureStatistics.of(drawn);
      if (statistics.completeRows() >= MIN_PATCHES) {
        scores[draw] = distance(statistics);
      }
    }
    return scores;
  }

  private double distance(FeatureStatistics image) {
    double[] d = new double[modelMean.length];
    for (int i = 0; i < d.length; i++) {
      d[i] = modelMean[i] - image.mean()[i];
    }
    double[] pooled = new double[modelCovariance.length];
    for (int i = 0; i < pooled.length; i++) {
      pooled[i] = (modelCovariance[i] + image.covariance()[i]) / 2;
    }
    return Math.sqrt(PseudoInverse.quadraticForm(pooled, d));
  }
}
