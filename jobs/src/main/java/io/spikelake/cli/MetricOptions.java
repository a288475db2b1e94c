package io.spikelake.cli;

import io.spikelake.jobs.task.Equipment;
import java.util.List;
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

  /** What was typed; empty for {@code none}. */
  List<String> typed() {
    return metrics.equals(List.of(NONE)) ? List.of() : metrics;
  }

  /**
   * Complete ids, each once.
   *
   * @throws IllegalArgumentException if there is no such metric or its model is not configured
   */
  List<String> ids(Equipment equipment) {
    List<String> ids = equipment.metricIds(typed()).stream().distinct().toList();
    // Fails here, and not on an executor, where the model of a metric is missing.
    ids.forEach(equipment::needsReference);
    return ids;
  }
}
