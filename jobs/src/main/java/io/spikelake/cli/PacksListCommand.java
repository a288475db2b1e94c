package io.spikelake.cli;

import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackLibrary;
import io.spikelake.pack.PackManifest;
import io.spikelake.pack.StoredPack;
import io.spikelake.variant.VariantId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code packs list}: which packs there are. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists the model packs at hand: id, kind, whose weights, format, bytes, parameters,",
      "multiply-accumulates / 10^9 of a frame (papers print them as FLOPs) at the size that 'show'",
      "names, and where it is: bundled, installed, given, or unusable with the reason.",
      "Networks are not read: 'verify' does."
    })
final class PacksListCommand implements Callable<Integer> {

  private static final List<String> COLUMNS =
      List.of(
          "id", "kind", "origin", "format", "bytes", "params", "gmacs", "status", "where",
          "reason");

  @Spec CommandSpec spec;

  @Mixin PackOptions packs;

  @Mixin FormatOption output;

  @Override
  public Integer call() throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    for (ModelPack pack : PackLibrary.bundled().packs()) {
      rows.add(row(pack, "bundled"));
    }
    for (StoredPack pack : packs.store().list()) {
      String where = pack.path().toString();
      rows.add(
          pack.usable()
              ? row(pack.manifest(), pack.id(), pack.bytes(), "installed", where)
              : unusable(pack, where));
    }
    for (ModelPack pack : packs.given()) {
      rows.add(row(pack, "given"));
    }
    output.format.print(COLUMNS, rows, spec.commandLine().getOut());
    return 0;
  }

  private static List<Object> row(ModelPack pack, String status) {
    return row(pack.manifest(), pack.id(), pack.bytes(), status, pack.location());
  }

  private static List<Object> row(
      PackManifest manifest, VariantId id, long bytes, String status, String where) {
    return Arrays.asList(
        id.toString(),
        manifest.kind(),
        manifest.weights().origin().name().toLowerCase(Locale.ROOT),
        manifest.format().id(),
        bytes,
        manifest.parameters(),
        manifest.cost() == null ? null : manifest.cost().gmacs(),
        status,
        where,
        null);
  }

  private static List<Object> unusable(StoredPack pack, String where) {
    return Arrays.asList(
        null, null, null, null, pack.bytes(), null, null, "unusable", where, pack.trouble());
  }
}
