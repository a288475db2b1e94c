package io.spikelake.cli;

import io.spikelake.quality.models.ModelStore;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where trained models are installed. */
final class ModelFolderOption {

  @Option(
      names = "--model-dir",
      paramLabel = "DIR",
      description =
          "folder of installed models, default: $"
              + ModelStore.VARIABLE
              + ", or ~/.spikelake/models")
  Path folder;

  ModelStore store() {
    return new ModelStore(folder == null ? ModelStore.defaultFolder(System.getenv()) : folder);
  }
}
