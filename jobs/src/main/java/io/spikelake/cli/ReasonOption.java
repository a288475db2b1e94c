package io.spikelake.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** For which reasons something is in quarantine. */
final class ReasonOption {

  @Option(
      names = "--reason",
      paramLabel = "CODE",
      split = ",",
      description =
          "only what is there for these reasons: truncated, unreadable, ..., default: all")
  List<String> codes = List.of();
}
