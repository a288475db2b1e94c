package io.spikelake.cli;

import picocli.CommandLine.Option;

/** The form of a result that is rows of plain values. */
final class FormatOption {

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "table",
      description = "table, csv or json, default: ${DEFAULT-VALUE}")
  PlainFormat format;
}
