package io.spikelake.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the report goes. */
final class ReportOption {

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "also write leaderboard.md into this folder")
  Path folder;
}
