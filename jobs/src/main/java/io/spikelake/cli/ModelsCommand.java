package io.spikelake.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code models}: the trained models of metrics. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists, verifies and installs the trained models of metrics.",
      "",
      "NIQE and BRISQUE score with models that come with SpikeLake (niqe/spikelake and"
          + " brisque/opencv) until the published ones of LIVE are installed or given with --model."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ModelsListCommand.class, ModelsVerifyCommand.class, ModelsInstallCommand.class})
final class ModelsCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "models needs one of the commands list, verify, install");
  }
}
