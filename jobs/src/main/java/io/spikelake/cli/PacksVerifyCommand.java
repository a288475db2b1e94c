package io.spikelake.cli;

import io.spikelake.djl.ComputeDevice;
import io.spikelake.djl.PackCheck;
import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackFiles;
import io.spikelake.pack.PackLibrary;
import io.spikelake.pack.StoredPack;
import io.spikelake.secrets.Secrets;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code packs verify}: whether packs are intact and do what they say on a device. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Verifies model packs on a device: the digest of the network, its tensors against what the",
      "pack says of them, and its output for the golden input against the golden output.",
      "Exit code 1 if any fails. Without PACK: all packs at hand."
    })
final class PacksVerifyCommand implements Callable<Integer> {

  private static final List<String> COLUMNS =
      List.of(
          "pack",
          "state",
          "device",
          "largest_difference",
          "tolerance",
          "milliseconds",
          "where",
          "reason");

  @Spec CommandSpec spec;

  @Mixin PackOptions packs;

  @Mixin DeviceOption device;

  @Mixin FormatOption output;

  @Parameters(
      arity = "0..*",
      paramLabel = "PACK",
      description = {
        "name, name/release or id of packs at hand; or where a pack is: ./path, file, s3a or http(s)",
        "URI"
      })
  List<String> named = new ArrayList<>();

  private final List<List<Object>> rows = new ArrayList<>();
  private boolean failed;

  @Override
  public Integer call() throws IOException {
    ComputeDevice here = device.here();
    if (named.isEmpty()) {
      all(here);
    } else {
      for (String name : named) {
        verify(name, here);
      }
    }
    output.format.print(COLUMNS, rows, spec.commandLine().getOut());
    return failed ? SpikeLake.FAILURE : 0;
  }

  /** One pack after the other, so that they need not fit into memory together. */
  private void all(ComputeDevice here) throws IOException {
    for (ModelPack pack : PackLibrary.bundled().packs()) {
      verify(pack, here);
    }
    for (StoredPack stored : packs.store().list()) {
      if (stored.usable()) {
        try {
          verify(packs.torchScript.applied(PackFiles.at(stored.path())), here);
        } catch (IOException e) {
          fail(stored.id().toString(), here, stored.path().toString(), e.getMessage());
        }
      } else {
        fail(null, here, stored.path().toString(), stored.trouble());
      }
    }
    for (ModelPack pack : packs.given()) {
      verify(pack, here);
    }
  }

  private void verify(String name, ComputeDevice here) {
    List<ModelPack> found;
    try {
      found = packs.find(name);
    } catch (IOException | IllegalArgumentException e) {
      fail(name, here, null, e.getMessage());
      return;
    }
    found.forEach(pack -> verify(pack, here));
  }

  private void verify(ModelPack pack, ComputeDevice here) {
    try {
      PackCheck.Result result = PackCheck.verify(pack, here);
      rows.add(
          Arrays.asList(
              pack.id().toString(),
              "verified",
              result.device().toString(),
              rounded(result.largestDifference()),
              pack.manifest().tolerance(),
              result.milliseconds(),
              pack.location(),
              null));
    } catch (IOException | IllegalArgumentException e) {
      fail(pack.id().toString(), here, pack.location(), e.getMessage());
    }
  }

  /** Three digits, however small. */
  private static BigDecimal rounded(double difference) {
    return new BigDecimal(difference).round(new MathContext(3));
  }

  private void fail(String id, ComputeDevice here, String where, String reason) {
    failed = true;
    // Engines speak in several lines.
    String line = Secrets.redacted(reason).strip().replaceAll("\\s*\\R\\s*", " ");
    rows.add(Arrays.asList(id, "failed", here.toString(), null, null, null, where, line));
  }
}
