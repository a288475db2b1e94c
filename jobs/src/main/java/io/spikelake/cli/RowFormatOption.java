package io.spikelake.cli;

import picocli.CommandLine.Option;

/** How rows of the lake are printed. */
final class RowFormatOption {

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "table",
      description = "table, csv or json, default: ${DEFAULT-VALUE}")
  RowFormat rows;
}
