package io.spikelake.benchmarks;

import io.spikelake.bench.BenchRecording;
import io.spikelake.bench.Kernel;
import io.spikelake.bench.Kernels;
import io.spikelake.quality.ModelSlot;
import io.spikelake.quality.QualityModels;
import io.spikelake.quality.models.ModelFiles;
import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The kernels at the size of the field's recordings; with LIVE's models if they are at hand. */
final class Workloads {

  private static final int HEIGHT = 250;
  private static final int WIDTH = 400;

  private static final Map<String, String> LIVE =
      Map.of("niqe/live", "iqa/niqe_model", "brisque/live", "iqa/brisque_live_model");

  private Workloads() {}

  static BenchRecording recording() throws IOException {
    return BenchRecording.simulate(HEIGHT, WIDTH);
  }

  static List<Kernel> of(BenchRecording recording) throws IOException {
    return Kernels.of(recording, models());
  }

  private static QualityModels models() throws IOException {
    QualityModels models = QualityModels.bundled();
    for (Map.Entry<String, String> model : LIVE.entrySet()) {
      Path folder = SharedFiles.projectRoot().resolveSibling("shared").resolve(model.getValue());
      if (Files.isDirectory(folder)) {
        ModelSlot slot = ModelSlot.configurable(model.getKey());
        models = models.with(slot.id(), ModelFiles.at(slot, folder));
      }
    }
    return models;
  }
}
