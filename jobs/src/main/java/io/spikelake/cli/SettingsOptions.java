package io.spikelake.cli;

import io.spikelake.jobs.settings.Profile;
import io.spikelake.jobs.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where settings are, said before the command. */
@Command
final class SettingsOptions {

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      split = ",",
      description = "shipped settings: local, delta, s3, gpu, kubernetes; see conf/NAME.conf")
  List<String> profiles = List.of();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = {
        "settings of yours, as in spark-defaults.conf: keys spark.* of Spark, and spark.spikelake.* for",
        "every option of every command; the last file wins, and all win over profiles"
      })
  List<Path> files = List.of();

  /** What the arguments before the command say, whatever follows. */
  static SettingsOptions before(String... arguments) {
    SettingsOptions options = new SettingsOptions();
    new CommandLine(options)
        .setStopAtPositional(true)
        .setUnmatchedArgumentsAllowed(true)
        .parseArgs(arguments);
    return options;
  }

  /**
   * The settings, the weakest first.
   *
   * @throws IllegalArgumentException if a profile or a key is unknown
   * @throws IOException if a file cannot be read
   */
  List<SettingsFile> read() throws IOException {
    List<SettingsFile> all = new ArrayList<>();
    for (String profile : profiles) {
      all.add(Profile.of(profile).settings());
    }
    for (Path file : files) {
      all.add(SettingsFile.read(file));
    }
    return all;
  }
}
