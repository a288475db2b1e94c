package io.spikelake.quality;

import io.spikelake.image.GrayImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Several metrics of one image after another, with the work shared that they have in common: grey
 * levels, local contrast, flat areas, features of models of one kind.
 *
 * <p>Scores are those of {@link QualityMetric#score}, bit for bit, whatever the other metrics are
 * and whatever was scored before. Work space is kept from image to image; for one thread at a time.
 */
public final class MetricSet {

  private final List<QualityMetric> metrics;
  private final ScoredImage scored = new ScoredImage();

  public MetricSet(List<QualityMetric> metrics) {
    this.metrics = List.copyOf(metrics);
  }

  /** The metrics, in the order of the results. */
  public List<QualityMetric> metrics() {
    return metrics;
  }

  /**
   * Scores one image by all metrics.
   *
   * @param image toned image, nominally 0..1; not modified
   * @param reference image of the same scene, 0..1, or null where there is none; not modified
   * @return one result per metric, in their order
   */
  public List<MetricResult> score(GrayImage image, GrayImage reference) {
    return score(image, reference, null);
  }

  /**
   * Scores one image by all metrics.
   *
   * @param image as above
   * @param reference as above
   * @param label name of the class of what the image shows, or null where it is unknown
   * @return one result per metric, in their order
   */
  public List<MetricResult> score(GrayImage image, GrayImage reference, String label) {
    scored.set(image);
    List<MetricResult> results = new ArrayList<>(metrics.size());
    for (QualityMetric metric : metrics) {
      results.add(
          metric instanceof NoReferenceMetric alone
              ? alone.score(scored)
              : metric.score(image, reference, label));
    }
    return results;
  }

  /**
   * Scores several images by all metrics.
   *
   * @param reference image of the same scene as all of them, or null
   * @return the results of {@link #score(GrayImage, GrayImage)} for each image
   */
  public List<List<MetricResult>> score(List<GrayImage> images, GrayImage reference) {
    return images.stream().map(image -> score(image, reference)).toList();
  }
}
