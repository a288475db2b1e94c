package io.spikelake.cli;

import io.spikelake.quality.models.InstalledFile;
import io.spikelake.quality.models.KnownModelFile;
import io.spikelake.quality.models.ModelFiles;
import io.spikelake.quality.models.ModelStatus;
import io.spikelake.quality.models.ModelStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code models install}: puts model files into the model folder. */
@Command(
    name = "install",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Installs model files from paths or from file, http or https URLs, after checking SHA-256.",
      "Files that LIVE published are recognised: niqe_image_params.mat of NIQE; allmodel,",
      "support_vectors.csv and feature_ranges.csv of BRISQUE, which needs one of the first two and",
      "the third. Any other file needs --slot and --sha256.",
      "Prints the path of every installed file."
    })
final class ModelsInstallCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Mixin ModelFolderOption folder;

  @Option(
      names = "--slot",
      paramLabel = "SLOT",
      description = "the model that the file is for: niqe/live, niqe/own or brisque/live")
  String slot;

  @Option(
      names = "--sha256",
      paramLabel = "HEX",
      description = "the digest that the file must have; for one file at a time")
  String sha256;

  @Parameters(arity = "1..*", paramLabel = "LOCATION", description = "path or URL of a model file")
  List<String> locations;

  @Override
  public Integer call() throws IOException {
    if (sha256 != null && locations.size() > 1) {
      throw new IllegalArgumentException(
          "--sha256 is the digest of one file, but %d are given: %s"
              .formatted(locations.size(), locations));
    }
    ModelStore store = folder.store();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    for (String location : locations) {
      InstalledFile file = store.install(location, slot, sha256);
      out.println(file.path());
      KnownModelFile.find(file.sha256()).ifPresent(known -> err.println(known.notice()));
      if (store.status(file.slot()) == ModelStatus.INCOMPLETE) {
        err.printf(
            "%s is not complete yet; it takes %s%n",
            file.slot().id(), ModelFiles.expected(file.slot()));
      }
    }
    return 0;
  }
}
