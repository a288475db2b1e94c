package io.spikelake.quality;

import io.spikelake.image.GrayImage;
import io.spikelake.variant.Variant;
import io.spikelake.variant.VariantId;
import java.util.List;

/**
 * Mean squared error: the mean over all pixels of {@code (image - reference)^2}, black at 0 and
 * white at 1, summed in double precision. 0 for equal images; lower is better.
 *
 * <p>No score: as in {@link ReferenceMetric}.
 */
final class Mse extends ReferenceMetric {

  static final Variant<QualityModels, QualityMetric> STANDARD =
      new Variant<>(
          "mse", "standard", 1, List.of(), "mean squared error", (id, models) -> new Mse(id));

  private Mse(VariantId id) {
    super(id, 1);
  }

  @Override
  MetricResult compare(GrayImage image, GrayImage reference) {
    float[] a = image.pixels();
    float[] b = reference.pixels();
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = (double) a[i] - b[i];
      sum += difference * difference;
    }
    return ok(sum / a.length);
  }
}
