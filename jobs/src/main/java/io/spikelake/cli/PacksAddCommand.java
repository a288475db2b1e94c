package io.spikelake.cli;

import io.spikelake.djl.ComputeDevice;
import io.spikelake.djl.DeviceChoice;
import io.spikelake.djl.PackCheck;
import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackManifest;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code packs add}: puts packs into the folder of installed packs. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Installs model packs from folders or zips, after verifying each as 'verify' does.",
      "Prints the path of every installed pack."
    })
final class PacksAddCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Mixin PackFolderOption folder;
  @Mixin TorchScriptOption torchScript;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "cpu",
      description = "where to verify: cpu, auto, gpu or gpu:N, default: ${DEFAULT-VALUE}")
  String device;

  @Option(
      names = "--force",
      description = "replace an installed pack of the same name, release and version")
  boolean force;

  @Parameters(
      arity = "1..*",
      paramLabel = "LOCATION",
      description = {
        "a folder or zip, as a path, file, s3a or other Hadoop URI; or a zip as http(s) URL"
      })
  List<String> locations;

  @Override
  public Integer call() throws IOException {
    ComputeDevice here =
        DeviceChoice.parse(device).choose(Optional.empty(), DeviceChoice.visibleGpus(), 0);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    for (String location : locations) {
      ModelPack pack = torchScript.applied(PackLocation.read(location));
      PackCheck.Result result = PackCheck.verify(pack, here);
      err.println(notice(pack, result));
      err.flush();
      out.println(folder.store().install(pack, force));
      out.flush();
    }
    return 0;
  }

  private static String notice(ModelPack pack, PackCheck.Result result) {
    PackManifest manifest = pack.manifest();
    return "%s verified on %s, largest difference %s; %s weights%s, licence: %s"
        .formatted(
            pack.id(),
            result.device(),
            String.format(Locale.ROOT, "%.3g", result.largestDifference()),
            manifest.weights().origin().name().toLowerCase(Locale.ROOT),
            manifest.weights().by().isEmpty() ? "" : " by " + manifest.weights().by(),
            manifest.license());
  }
}
