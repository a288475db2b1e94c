package io.spikelake.sql;

import static io.spikelake.sql.Parameter.optionalAndNullable;
import static io.spikelake.sql.Parameter.required;

import io.spikelake.quality.MetricResult;
import io.spikelake.quality.QualityMetric;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;

/** Functions that tell of a score how it came about, or why there is none. */
final class ReportFunctions {

  private static final int IMAGE = 0;
  private static final int METRICS = 1;
  private static final int REFERENCE = 2;

  private static final String NEVER_FAILS =
      "Does not fail because of an image, whatever the session says. ";

  private ReportFunctions() {}

  static List<SqlFunction> all() {
    return List.of(report(), reports());
  }

  private static SqlFunction report() {
    return new SqlFunction(
        "iqa_report",
        parameters("metric", "id of a metric, complete or not"),
        ScoreReport.TYPE,
        "score of an image with the complete id of the metric, the status ok or why there is no"
            + " score, the share of flat areas, the blocks that were used, and a message",
        NEVER_FAILS + MetricFunctions.MODELS,
        List.of(
            "SELECT r.score, r.status, r.metric FROM (SELECT _FUNC_(raw, 'niqe') AS r FROM frames)",
            "SELECT path, _FUNC_(content, 'piqe').message FROM pictures"),
        true,
        (constants, settings) ->
            constants.text(METRICS).ifPresent(text -> Scorer.metric(text, settings.models())),
        settings -> {
          Scorer scorer = new Scorer(settings.models());
          return arguments -> {
            String id = arguments.text(METRICS);
            if (scorer.metrics(id).size() > 1) {
              throw new IllegalArgumentException(
                  "'%s' is more than one metric; use iqa_reports".formatted(id));
            }
            return reports(scorer, arguments).get(0);
          };
        });
  }

  private static SqlFunction reports() {
    return new SqlFunction(
        "iqa_reports",
        parameters("metrics", "ids of metrics, separated by commas"),
        new ArrayType(ScoreReport.TYPE, false),
        "what iqa_report gives, for several metrics of one image; cheaper than one by one",
        "The image is decoded once, and the metrics share work. "
            + NEVER_FAILS
            + MetricFunctions.MODELS,
        List.of(
            "SELECT inline(_FUNC_(raw, 'niqe,brisque,piqe')) FROM frames",
            "SELECT inline(_FUNC_(raw, 'niqe,psnr,ssim', png)) FROM frames"),
        true,
        (constants, settings) ->
            constants.text(METRICS).ifPresent(text -> Scorer.metrics(text, settings.models())),
        settings -> {
          Scorer scorer = new Scorer(settings.models());
          return arguments -> new GenericArrayData(reports(scorer, arguments).toArray());
        });
  }

  private static List<Parameter> parameters(String metrics, String text) {
    return List.of(
        MetricFunctions.IMAGE,
        required(metrics, ArgumentKind.TEXT, text),
        optionalAndNullable(
            "reference", ArgumentKind.IMAGE, "image of the same scene and size, or null"));
  }

  private static List<InternalRow> reports(Scorer scorer, Arguments arguments) {
    String ids = arguments.text(METRICS);
    List<QualityMetric> metrics = scorer.metrics(ids);
    SourceImage image;
    try {
      image = arguments.image(IMAGE);
    } catch (UnusableInputException e) {
      return metrics.stream()
          .map(metric -> ScoreReport.ofUnreadable(metric, e.getMessage()))
          .toList();
    }
    SourceImage reference = null;
    String failure = null;
    if (arguments.has(REFERENCE)) {
      try {
        reference = arguments.image(REFERENCE);
      } catch (UnusableInputException e) {
        failure = e.getMessage();
      }
    }
    List<MetricResult> results = scorer.score(ids, image, reference);
    List<InternalRow> reports = new ArrayList<>(metrics.size());
    for (int i = 0; i < metrics.size(); i++) {
      reports.add(
          failure != null && metrics.get(i).needsReference()
              ? ScoreReport.ofUnreadableReference(metrics.get(i), failure)
              : ScoreReport.of(metrics.get(i), results.get(i)));
    }
    return reports;
  }
}
