package io.spikelake.cli;

import io.spikelake.quality.ModelSlot;
import io.spikelake.quality.QualityMetrics;
import io.spikelake.quality.models.ModelFiles;
import io.spikelake.quality.models.ModelStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code models list}: what there is and what it is for. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists the models of metrics: slot, status (bundled, installed, incomplete, changed or",
      "absent), the metrics it serves, and its files or the names that they must have."
    })
final class ModelsListCommand implements Callable<Integer> {

  private static final List<String> COLUMNS = List.of("slot", "status", "metrics", "files");

  @Spec CommandSpec spec;

  @Mixin ModelFolderOption folder;

  @Mixin FormatOption output;

  @Override
  public Integer call() throws IOException {
    ModelStore store = folder.store();
    List<List<Object>> rows = new ArrayList<>();
    for (ModelSlot slot : ModelSlot.values()) {
      rows.add(List.of(slot.id(), store.status(slot).id(), metrics(slot), files(store, slot)));
    }
    output.format.print(COLUMNS, rows, spec.commandLine().getOut());
    return 0;
  }

  /** A slot serves the variant of its name and those whose name continues it. */
  private static String metrics(ModelSlot slot) {
    return QualityMetrics.registry().variants().stream()
        .filter(v -> (v.name() + "/" + v.variant() + "-").startsWith(slot.id() + "-"))
        .map(v -> v.defaultId().family())
        .collect(Collectors.joining(" "));
  }

  private static String files(ModelStore store, ModelSlot slot) throws IOException {
    List<String> present =
        store.files().stream()
            .filter(file -> file.slot() == slot)
            .map(file -> file.path().toString())
            .toList();
    return present.isEmpty() ? ModelFiles.expected(slot) : String.join(" ", present);
  }
}
