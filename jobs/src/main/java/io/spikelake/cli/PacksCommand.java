package io.spikelake.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code packs}: the networks that methods and metrics run. */
@Command(
    name = "packs",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Model packs: trained networks with what is needed to run them right and to trust them.",
      "A pack is used like any other method or metric, by its name, name/release, or complete id.",
      "Networks of others are not shipped; models/export packs them once, 'add' installs packs."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PacksListCommand.class,
      PacksShowCommand.class,
      PacksVerifyCommand.class,
      PacksAddCommand.class
    })
final class PacksCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "packs needs one of the commands list, show, verify, add");
  }
}
