package io.spikelake.cli;

import io.spikelake.quality.QualityModels;
import io.spikelake.quality.models.InstalledFile;
import io.spikelake.quality.models.KnownModelFile;
import io.spikelake.quality.models.ModelStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code models verify}: hashes every installed file again and reads the models. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Hashes every file in the model folder again and reads the models as metrics do.",
      "State: intact; changed, if not as installed; not_recorded, if put there by other means.",
      "Published: whether it is a file that LIVE published. Exit code 1 unless all are intact and",
      "readable."
    })
final class ModelsVerifyCommand implements Callable<Integer> {

  private static final List<String> COLUMNS =
      List.of("slot", "state", "published", "sha256", "file");

  @Spec CommandSpec spec;

  @Mixin ModelFolderOption folder;

  @Mixin FormatOption output;

  @Override
  public Integer call() throws IOException {
    ModelStore store = folder.store();
    List<List<Object>> rows = new ArrayList<>();
    boolean intact = true;
    for (InstalledFile file : store.files()) {
      intact &= file.state() == InstalledFile.State.INTACT;
      rows.add(
          List.of(
              file.slot().id(),
              file.state().id(),
              KnownModelFile.find(file.sha256()).isPresent() ? "yes" : "no",
              file.sha256(),
              file.path().toString()));
    }
    output.format.print(COLUMNS, rows, spec.commandLine().getOut());
    store.load(QualityModels.bundled());
    return intact ? 0 : 1;
  }
}
