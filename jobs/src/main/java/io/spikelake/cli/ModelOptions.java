package io.spikelake.cli;

import io.spikelake.quality.ModelSlot;
import io.spikelake.quality.QualityModels;
import io.spikelake.quality.models.ModelFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which trained models metrics may use: installed ones, and those named on the command line. */
final class ModelOptions {

  @Mixin ModelFolderOption folder;

  @Option(
      names = "--model",
      paramLabel = "SLOT=PATH",
      description = {
        "a trained model, instead of the installed one: niqe/live, niqe/own or brisque/live and",
        "its file, or the folder that holds its files under their published names"
      })
  Map<String, Path> models = new TreeMap<>();

  /**
   * @throws IllegalArgumentException if a slot does not exist or a file is not a model for its slot
   * @throws IOException if a file cannot be read
   */
  QualityModels load() throws IOException {
    QualityModels all = folder.store().load(QualityModels.bundled());
    for (Map.Entry<String, Path> model : models.entrySet()) {
      ModelSlot slot = ModelSlot.configurable(model.getKey());
      all = all.with(slot.id(), ModelFiles.at(slot, model.getValue()));
    }
    return all;
  }
}
