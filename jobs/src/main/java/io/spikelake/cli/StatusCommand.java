package io.spikelake.cli;

import io.spikelake.jobs.report.LakeStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code status}: what happened to a lake and what is in it. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Counts what is in the lake: recordings, frames by method and status, and quarantine by reason.")
final class StatusCommand implements Callable<Integer> {

  @Mixin LakeOption lake;

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "table",
      description = "table, csv or json, default: ${DEFAULT-VALUE}")
  RowFormat format;

  @Override
  public Integer call() throws Exception {
    LakeCommand.read(lake.uri, opened -> format.print(LakeStatus.contents(opened), System.out));
    return 0;
  }
}
