package io.spikelake.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code quarantine}: what could not be used. */
@Command(
    name = "quarantine",
    mixinStandardHelpOptions = true,
    description = "Shows what could not be used, and tries it again.",
    subcommands = {QuarantineListCommand.class, QuarantineRetryCommand.class})
final class QuarantineCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "quarantine needs one of the commands list, retry");
  }
}
