package io.spikelake.cli;

import io.spikelake.quality.QualityMetrics;
import io.spikelake.quality.QualityModels;
import io.spikelake.variant.VariantId;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which metrics, and the trained models they may use. */
final class MetricOptions {

  private static final String NONE = "none";

  @Option(
      names = "--metrics",
      paramLabel = "ID",
      split = ",",
      defaultValue = "niqe,brisque,piqe,psnr,ssim",
      description = {
        "metrics, comma-separated: name[/variant][@version][:key=value]*, or none",
        "those that need a reference run where there is a ground truth, default: ${DEFAULT-VALUE}"
      })
  List<String> metrics;

  @Mixin ModelOptions models;

  QualityModels models() throws IOException {
    return models.load();
  }

  /** What was typed; empty for {@code none}. */
  List<String> typed() {
    return metrics.equals(List.of(NONE)) ? List.of() : metrics;
  }

  /**
   * Complete ids, each once.
   *
   * @throws IllegalArgumentException if there is no such metric or its model is not configured
   */
  List<String> ids(QualityModels all) {
    return typed().stream()
        .map(id -> QualityMetrics.create(QualityMetrics.resolve(id, all), all).id())
        .map(VariantId::toString)
        .distinct()
        .toList();
  }
}
