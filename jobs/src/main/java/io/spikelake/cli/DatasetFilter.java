package io.spikelake.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** Which of the lake's data sets a command is about. */
final class DatasetFilter {

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      split = ",",
      description = "only these data sets, default: all of the lake")
  List<String> names = List.of();
}
