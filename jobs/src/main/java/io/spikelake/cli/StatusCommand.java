package io.spikelake.cli;

import io.spikelake.jobs.report.LakeStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code status}: what happened to a lake and what is in it. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Counts what is in the lake: recordings, frames by method and status, and quarantine by reason.")
final class StatusCommand implements Callable<Integer> {

  @Mixin LakeOption lake;
  @Mixin RowFormatOption format;
  @Mixin AsOfOption asOf;

  @Override
  public Integer call() throws Exception {
    LakeCommand.read(
        lake.uri, opened -> format.rows.print(LakeStatus.contents(asOf.of(opened)), System.out));
    return 0;
  }
}
