package io.spikelake.cli;

import picocli.CommandLine.Option;

/** Which part of a data set counts. */
final class SplitOption {

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description = "only recordings of this split, such as test, default: all")
  String name;
}
