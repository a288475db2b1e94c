package io.spikelake.cli;

import io.spikelake.image.GreyRule;
import io.spikelake.image.Picture;
import io.spikelake.image.Pictures;
import io.spikelake.quality.MetricResult;
import io.spikelake.quality.MetricStatus;
import io.spikelake.quality.QualityMetric;
import io.spikelake.quality.QualityMetrics;
import io.spikelake.quality.QualityModels;
import io.spikelake.variant.VariantId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Scores local picture files, several at a time.
 *
 * <p>A colour picture is turned to grey by the rule of the program that a metric follows, unless
 * one rule is given for all. A picture or reference that cannot be read gives rows that say so.
 */
final class ImageScores {

  private final List<VariantId> metrics;
  private final QualityModels models;
  private final GreyRule greyForAll;
  private final Map<Path, Path> references;

  /**
   * @param metrics complete ids
   * @param greyForAll the rule for all metrics; null for each metric's own
   * @param references reference pictures by image; may lack images
   */
  ImageScores(
      List<VariantId> metrics,
      QualityModels models,
      GreyRule greyForAll,
      Map<Path, Path> references) {
    this.metrics = List.copyOf(metrics);
    this.models = models;
    this.greyForAll = greyForAll;
    this.references = Map.copyOf(references);
  }

  /**
   * @param threads pictures scored at a time, each held in memory
   * @return image by image in the order given, metrics in their order
   */
  List<ImageScore> score(List<Path> images, int threads)
      throws InterruptedException, ExecutionException {
    // A metric may have work space and is for one thread at a time.
    ThreadLocal<List<QualityMetric>> kernels = ThreadLocal.withInitial(this::kernels);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<List<ImageScore>>> pending = new ArrayList<>();
      for (Path image : images) {
        pending.add(pool.submit(() -> score(image, kernels.get())));
      }
      List<ImageScore> scores = new ArrayList<>();
      for (Future<List<ImageScore>> image : pending) {
        scores.addAll(image.get());
      }
      return scores;
    } finally {
      pool.shutdownNow();
    }
  }

  private List<QualityMetric> kernels() {
    return metrics.stream().map(id -> QualityMetrics.create(id, models)).toList();
  }

  private List<ImageScore> score(Path image, List<QualityMetric> kernels) {
    Picture picture;
    try {
      picture = Pictures.decode(image);
    } catch (IOException e) {
      return metrics.stream().map(id -> unreadable(image, id, e)).toList();
    }
    Reference reference = Reference.read(references.get(image));
    return kernels.stream().map(metric -> score(image, picture, reference, metric)).toList();
  }

  private ImageScore score(Path image, Picture picture, Reference reference, QualityMetric metric) {
    GreyRule rule = greyForAll == null ? QualityMetrics.greyRule(metric.id()) : greyForAll;
    MetricResult result;
    String message = "";
    if (!metric.needsReference()) {
      result = metric.score(picture.grey(rule), null);
    } else if (reference.picture != null) {
      result = metric.score(picture.grey(rule), reference.picture.grey(rule));
    } else {
      result =
          MetricResult.without(
              reference.failure.isEmpty()
                  ? MetricStatus.NO_REFERENCE
                  : MetricStatus.REFERENCE_UNREADABLE);
      message = reference.failure;
    }
    return new ImageScore(
        image,
        picture.width(),
        picture.height(),
        metric.id().toString(),
        result.status().id(),
        result.score(),
        result.flatFraction(),
        result.blocks(),
        message);
  }

  private static ImageScore unreadable(Path image, VariantId metric, IOException e) {
    return new ImageScore(
        image,
        0,
        0,
        metric.toString(),
        ImageScore.UNREADABLE,
        Double.NaN,
        Double.NaN,
        0,
        e.getMessage());
  }

  /** The reference of an image: a picture, or why there is none. */
  private record Reference(Picture picture, String failure) {
    static Reference read(Path file) {
      if (file == null) {
        return new Reference(null, "");
      }
      try {
        return new Reference(Pictures.decode(file), "");
      } catch (IOException e) {
        return new Reference(null, e.getMessage());
      }
    }
  }
}
