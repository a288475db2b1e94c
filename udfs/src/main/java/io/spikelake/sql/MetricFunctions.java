package io.spikelake.sql;

import static io.spikelake.sql.Parameter.optional;
import static io.spikelake.sql.Parameter.required;

import io.spikelake.quality.MetricResult;
import io.spikelake.quality.MetricStatus;
import io.spikelake.quality.QualityMetric;
import io.spikelake.quality.QualityMetrics;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** Functions whose value is a score. */
final class MetricFunctions {

  static final Parameter IMAGE =
      required(
          "image",
          ArgumentKind.IMAGE,
          "binary that holds a frame as spike_tfp gives it or a PNG, JPEG or BMP file, or a struct"
              + " of Spark's image source or of image_pixels");

  static final String MODELS =
      "A bare name is the variant whose model is installed, else the one that comes with SpikeLake;"
          + " iqa_metric_id says which.";

  private static final Parameter REFERENCE =
      required("reference", ArgumentKind.IMAGE, "image of the same scene and size");

  private static final String NO_SCORE =
      "Null where the image cannot be read or has no score; iqa_report says why.";

  private MetricFunctions() {}

  static List<SqlFunction> all() {
    return List.of(
        alone("niqe", "NIQE score of an image, lower is better"),
        alone("brisque", "BRISQUE score of an image, lower is better"),
        alone("piqe", "PIQE score of an image, lower is better"),
        compared("psnr", "PSNR of an image against a reference in decibels, higher is better"),
        compared("ssim", "SSIM of an image against a reference, higher is better"),
        compared("mse", "mean squared error of an image against a reference, lower is better"),
        score(),
        metricId());
  }

  private static SqlFunction alone(String metric, String summary) {
    return named(
        metric,
        summary,
        List.of(IMAGE, variant(metric)),
        List.of(
            "SELECT _FUNC_(raw) FROM frames",
            "SELECT path, _FUNC_(content) FROM pictures",
            "SELECT _FUNC_(image, '%s') FROM images".formatted(bundled(metric))));
  }

  private static SqlFunction compared(String metric, String summary) {
    return named(
        metric,
        summary,
        List.of(IMAGE, REFERENCE, variant(metric)),
        List.of(
            "SELECT _FUNC_(raw, png) FROM frames",
            "SELECT _FUNC_(raw, png, '%s') FROM frames".formatted(bundled(metric))));
  }

  private static Parameter variant(String metric) {
    return optional(
        "variant",
        ArgumentKind.TEXT,
        "which %s: a variant with or without version, or a complete id".formatted(metric));
  }

  /** The first variant of a metric, which needs no model of the user. */
  private static String bundled(String metric) {
    return QualityMetrics.registry().resolve(metric).variant();
  }

  /** The function of one metric, whose variant is the last argument. */
  private static SqlFunction named(
      String metric, String summary, List<Parameter> parameters, List<String> examples) {
    int variant = parameters.size() - 1;
    int reference = parameters.indexOf(REFERENCE);
    return new SqlFunction(
        "iqa_" + metric,
        parameters,
        DataTypes.DoubleType,
        summary,
        NO_SCORE + " " + MODELS,
        examples,
        true,
        (constants, settings) ->
            constants
                .text(variant, "")
                .ifPresent(text -> Scorer.metric(VariantText.of(metric, text), settings.models())),
        settings -> {
          Scorer scorer = new Scorer(settings.models());
          return arguments ->
              score(
                  scorer,
                  VariantText.of(metric, arguments.text(variant, "")),
                  arguments,
                  reference);
        });
  }

  private static SqlFunction score() {
    int metric = 1;
    int reference = 2;
    return new SqlFunction(
        "iqa_score",
        List.of(
            IMAGE,
            required("metric", ArgumentKind.TEXT, "id of a metric, complete or not"),
            optional("reference", ArgumentKind.IMAGE, "image of the same scene and size")),
        DataTypes.DoubleType,
        "score of an image by any metric",
        NO_SCORE + " " + MODELS,
        List.of(
            "SELECT _FUNC_(raw, 'niqe/spikelake@2') FROM frames",
            "SELECT _FUNC_(raw, 'ssim/gaussian', png) FROM frames"),
        true,
        (constants, settings) ->
            constants
                .text(metric)
                .ifPresent(
                    text ->
                        requireReference(
                            Scorer.metric(text, settings.models()), constants.count() > reference)),
        settings -> {
          Scorer scorer = new Scorer(settings.models());
          return arguments -> score(scorer, arguments.text(metric), arguments, reference);
        });
  }

  private static void requireReference(QualityMetric metric, boolean given) {
    if (metric.needsReference() && !given) {
      throw new IllegalArgumentException(
          "%s compares with a reference; give one as third argument".formatted(metric.id()));
    }
  }

  /**
   * @param reference place of the reference, which need not be there; negative where there is none
   */
  private static Object score(Scorer scorer, String id, Arguments arguments, int reference)
      throws UnusableInputException {
    // Before the image is read: a metric that does not exist must not hide behind one that is none.
    QualityMetric metric = scorer.metrics(id).get(0);
    boolean compares = reference >= 0 && arguments.has(reference);
    requireReference(metric, compares);
    MetricResult result =
        scorer.score(id, arguments.image(0), compares ? arguments.image(reference) : null).get(0);
    if (result.status() != MetricStatus.OK) {
      throw new UnusableInputException(
          "the image has no score by %s: %s".formatted(metric.id(), result.status().id()));
    }
    return result.score();
  }

  private static SqlFunction metricId() {
    return new SqlFunction(
        "iqa_metric_id",
        List.of(required("metric", ArgumentKind.TEXT, "id of a metric, complete or not")),
        DataTypes.StringType,
        "complete id of the metric that a name means here: name/variant@version",
        "",
        List.of("SELECT _FUNC_('niqe')", "SELECT _FUNC_('piqe/matlab')"),
        true,
        (constants, settings) ->
            constants.text(0).ifPresent(text -> Scorer.metric(text, settings.models())),
        settings ->
            arguments ->
                UTF8String.fromString(
                    Scorer.metric(arguments.text(0), settings.models()).id().toString()));
  }
}
