package io.spikelake.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The entry point of {@code bin/spikelake} and of {@code spark-submit}. */
@Command(
    name = "spikelake",
    mixinStandardHelpOptions = true,
    versionProvider = SpikeLake.Version.class,
    sortOptions = false,
    description = {
      "Reconstructs spike-camera recordings, scores the frames, and compares the methods.",
      "",
      "bin/spikelake also takes --master URL and --conf KEY=VALUE before the command;"
          + " with SPARK_HOME set it runs on that Spark."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      DemoCommand.class,
      IngestCommand.class,
      ReconstructCommand.class,
      ScoreCommand.class,
      LeaderboardCommand.class,
      SqlCommand.class,
      RunsCommand.class,
      StatusCommand.class,
      DigestCommand.class,
      InspectCommand.class,
      SimulateCommand.class,
      FitNiqeCommand.class,
      ModelsCommand.class,
      PacksCommand.class,
      BenchCommand.class,
      CommandLine.HelpCommand.class
    })
public final class SpikeLake {

  /** The user's mistake. */
  static final int USAGE = 2;

  /** The work failed. */
  static final int FAILURE = 1;

  private SpikeLake() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs a command in this JVM and returns its exit code. */
  public static int run(String... arguments) {
    return new CommandLine(new SpikeLake())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((e, command, parsed) -> report(e, command))
        .execute(arguments);
  }

  private static int report(Exception e, CommandLine command) {
    boolean usersMistake = e instanceof IllegalArgumentException;
    boolean expected =
        usersMistake || e instanceof IOException || e instanceof UncheckedIOException;
    command.getErr().println("spikelake: " + (e.getMessage() == null ? e : e.getMessage()));
    if (!expected) {
      e.printStackTrace(command.getErr());
    }
    return usersMistake ? USAGE : FAILURE;
  }

  /** The version of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = SpikeLake.class.getPackage().getImplementationVersion();
      return new String[] {"spikelake " + (version == null ? "development build" : version)};
    }
  }
}
