package io.spikelake.bench;

import io.spikelake.image.GrayImage;
import io.spikelake.quality.MetricSet;
import io.spikelake.quality.QualityMetric;
import io.spikelake.quality.QualityMetrics;
import io.spikelake.quality.QualityModels;
import java.util.ArrayList;
import java.util.List;

/** Metrics on the TFP frame: each, the three that need no reference together, and on a square. */
final class ScoreKernels {

  /** The variants that come with their models, whatever the user has installed. */
  private static final List<String> NO_REFERENCE =
      List.of("niqe/spikelake", "brisque/opencv", "piqe/matlab");

  private static final List<String> LIVE = List.of("niqe/live", "brisque/live");

  private static final List<String> WITH_REFERENCE = List.of("psnr/standard", "ssim/standard");

  private ScoreKernels() {}

  static List<Kernel> of(BenchRecording recording, QualityModels models) {
    GrayImage frame = recording.tonedFrame("tfp");
    GrayImage square = BenchRecording.square(frame);
    GrayImage reference = recording.groundTruth();
    List<Kernel> kernels = new ArrayList<>();
    for (String metric : NO_REFERENCE) {
      kernels.add(kernel(metric, List.of(create(metric, models)), frame, null));
    }
    kernels.add(kernel("three metrics", all(models), frame, null));
    for (String metric : NO_REFERENCE) {
      kernels.add(kernel(metric + " square", List.of(create(metric, models)), square, null));
    }
    kernels.add(kernel("three metrics square", all(models), square, null));
    for (String metric : LIVE) {
      if (QualityMetrics.isAvailable(QualityMetrics.registry().resolve(metric), models)) {
        kernels.add(kernel(metric, List.of(create(metric, models)), frame, null));
      }
    }
    for (String metric : WITH_REFERENCE) {
      kernels.add(kernel(metric, List.of(create(metric, models)), frame, reference));
    }
    return kernels;
  }

  private static Kernel kernel(
      String name, List<QualityMetric> metrics, GrayImage frame, GrayImage reference) {
    MetricSet set = new MetricSet(metrics);
    long bytes = (long) Float.BYTES * frame.pixels().length;
    return new Kernel(name, 1, bytes, () -> set.score(frame, reference), null);
  }

  /** The three metrics that need no reference. */
  static List<QualityMetric> all(QualityModels models) {
    return NO_REFERENCE.stream().map(metric -> create(metric, models)).toList();
  }

  private static QualityMetric create(String metric, QualityModels models) {
    return QualityMetrics.create(QualityMetrics.resolve(metric, models), models);
  }
}
