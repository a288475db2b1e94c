package io.spikelake.cli;

import io.spikelake.jobs.io.Lake;
import picocli.CommandLine.Option;

/** At which of its runs a lake is looked at. */
final class AsOfOption {

  @Option(
      names = "--as-of",
      paramLabel = "RUN",
      description = {
        "the lake as it was after the run of this number (see runs), default: as it is",
        "what maintain --purge removed since then is missing"
      })
  Long run;

  Lake of(Lake lake) {
    if (run == null) {
      return lake;
    }
    lake.requireRun(run);
    return lake.asOf(run);
  }
}
