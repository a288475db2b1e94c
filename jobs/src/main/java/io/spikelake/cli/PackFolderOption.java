package io.spikelake.cli;

import io.spikelake.pack.PackStore;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where model packs are installed. */
final class PackFolderOption {

  @Option(
      names = "--pack-dir",
      paramLabel = "DIR",
      description =
          "folder of installed model packs, default: $"
              + PackStore.VARIABLE
              + ", or ~/.spikelake/packs")
  Path folder;

  PackStore store() {
    return new PackStore(folder == null ? PackStore.defaultFolder(System.getenv()) : folder);
  }
}
