package io.spikelake.cli;

import io.spikelake.jobs.report.LakeStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code runs}: what happened to a lake and what is in it. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists the lake's runs, the newest first, and how each ended.")
final class RunsCommand implements Callable<Integer> {

  @Mixin LakeOption lake;
  @Mixin RowFormatOption format;

  @Override
  public Integer call() throws Exception {
    LakeCommand.read(lake.uri, opened -> format.rows.print(LakeStatus.runs(opened), System.out));
    return 0;
  }
}
