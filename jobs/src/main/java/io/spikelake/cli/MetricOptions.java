package io.spikelake.cli;

import io.spikelake.quality.QualityMetrics;
import io.spikelake.quality.QualityModels;
import io.spikelake.variant.VariantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Which metrics, and the trained models they may use. */
final class MetricOptions {

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

  @Option(
      names = "--model",
      paramLabel = "SLOT=PATH",
      description = "a trained model, such as niqe/live=PATH or brisque/live=PATH")
  Map<String, Path> models = new TreeMap<>();

  QualityModels models() throws IOException {
    QualityModels all = QualityModels.bundled();
    for (Map.Entry<String, Path> model : models.entrySet()) {
      all =
          all.with(
              model.getKey(), Files.readAllBytes(model.getValue()), model.getValue().toString());
    }
    return all;
  }

  /** Complete ids, each once. */
  List<String> ids(QualityModels all) {
    if (metrics.equals(List.of("none"))) {
      return List.of();
    }
    return metrics.stream()
        .map(typed -> QualityMetrics.create(QualityMetrics.resolve(typed, all), all).id())
        .map(VariantId::toString)
        .distinct()
        .toList();
  }
}
