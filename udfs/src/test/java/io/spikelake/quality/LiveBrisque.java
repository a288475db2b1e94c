package io.spikelake.quality;

import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The LIVE model of BRISQUE, which is not part of the project. */
final class LiveBrisque {

  private LiveBrisque() {}

  static List<ModelFile> files(String... names) {
    return Arrays.stream(names).map(LiveBrisque::file).toList();
  }

  static ModelFile file(String name) {
    Path path = SharedFiles.require("iqa/brisque_live_model/" + name);
    try {
      return new ModelFile(name, Files.readAllBytes(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static QualityModels models() {
    return QualityModels.bundled().with("brisque/live", files("allmodel", "feature_ranges.csv"));
  }

  static QualityMetric metric(String id) {
    QualityModels models = models();
    return QualityMetrics.create(QualityMetrics.resolve(id, models), models);
  }
}
