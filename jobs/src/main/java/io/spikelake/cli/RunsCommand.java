package io.spikelake.cli;

import io.spikelake.jobs.report.LakeStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code runs}: what happened to a lake and what is in it. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists the lake's runs, the newest first, and how each ended.")
final class RunsCommand implements Callable<Integer> {

  @Mixin LakeOption lake;

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "table",
      description = "table, csv or json, default: ${DEFAULT-VALUE}")
  RowFormat format;

  @Override
  public Integer call() throws Exception {
    LakeCommand.read(lake.uri, opened -> format.print(LakeStatus.runs(opened), System.out));
    return 0;
  }
}
