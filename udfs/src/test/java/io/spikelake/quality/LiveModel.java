package io.spikelake.quality;

import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The LIVE model of NIQE, which is not part of the project. */
final class LiveModel {

  private LiveModel() {}

  static byte[] mat() {
    Path file = SharedFiles.require("iqa/niqe_model/niqe_image_params.mat");
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static QualityModels models() {
    return QualityModels.bundled().with("niqe/live", mat(), "niqe_image_params.mat");
  }

  static QualityMetric metric(String id) {
    QualityModels models = models();
    return QualityMetrics.create(QualityMetrics.resolve(id, models), models);
  }
}
