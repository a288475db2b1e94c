package io.spikelake.quality;

import io.spikelake.image.GrayImage;
import io.spikelake.variant.Variant;
import io.spikelake.variant.VariantId;
import java.util.List;

/**
 * Peak signal-to-noise ratio in decibels, {@code 10 log10(range^2 / mean squared error)}. Higher is
 * better.
 *
 * <p>{@code psnr/standard}: range 1 on images of 0..1.
 *
 * <p>{@code psnr/spike-zoo}: as Spike-Zoo and SpikeCLIP compute it. Both images are mapped to -1..1
 * and limited to that; the range is what scikit-image guesses from its first argument, the
 * reconstruction: 2 if any pixel is negative, which gives the standard value of the limited images,
 * but 1 if none is, that is, if no pixel of the reconstruction is below 0.5. The score is then 6.02
 * dB lower.
 *
 * <p>No score: {@link MetricStatus#IDENTICAL} if the error is 0, and as in {@link ReferenceMetric}.
 */
final class Psnr extends ReferenceMetric {

  static final Variant<QualityModels, QualityMetric> STANDARD =
      variant("standard", "peak signal-to-noise ratio, range 1", PixelRange.UNIT);

  static final Variant<QualityModels, QualityMetric> SPIKE_ZOO =
      variant("spike-zoo", "PSNR on -1..1, range guessed", PixelRange.SIGNED);

  private final PixelRange range;

  private Psnr(VariantId id, PixelRange range) {
    super(id, 1);
    this.range = range;
  }

  private static Variant<QualityModels, QualityMetric> variant(
      String variant, String summary, PixelRange range) {
    return new Variant<>(
        "psnr", variant, 1, List.of(), summary, (id, models) -> new Psnr(id, range));
  }

  @Override
  MetricResult compare(GrayImage image, GrayImage reference) {
    double[] a = range.map(image.pixels());
    double[] b = range.map(reference.pixels());
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      sum += difference * difference;
      least = Math.min(least, a[i]);
    }
    if (sum == 0) {
      return MetricResult.without(MetricStatus.IDENTICAL);
    }
    double peak = range == PixelRange.SIGNED && least >= 0 ? 1 : range.width();
    return ok(10 * Math.log10(peak * peak * a.length / sum));
  }
}
