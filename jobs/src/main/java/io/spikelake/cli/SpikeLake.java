package io.spikelake.cli;

import io.spikelake.hadoop.S3Refusal;
import io.spikelake.jobs.StoppedException;
import io.spikelake.secrets.Locations;
import io.spikelake.secrets.Secrets;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

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
      PanelsCommand.class,
      PlotCommand.class,
      SelectHqCommand.class,
      ExportCommand.class,
      SqlCommand.class,
      RunsCommand.class,
      StatusCommand.class,
      DigestCommand.class,
      QuarantineCommand.class,
      MaintainCommand.class,
      InspectCommand.class,
      SimulateCommand.class,
      FitNiqeCommand.class,
      ModelsCommand.class,
      PacksCommand.class,
      BenchCommand.class,
      PlanCommand.class,
      ConfigCommand.class,
      CommandLine.HelpCommand.class
    })
public final class SpikeLake {

  /** The user's mistake. */
  static final int USAGE = 2;

  /** The work failed. */
  static final int FAILURE = 1;

  /** The run was asked to end before it was done; to be started again ({@code EX_TEMPFAIL}). */
  static final int STOPPED = 75;

  @Mixin SettingsOptions files;

  /** What was set before the command. */
  Settings inForce;

  SpikeLake() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs a command in this JVM and returns its exit code. */
  public static int run(String... arguments) {
    SpikeLake program = new SpikeLake();
    CommandLine line = program.commandLine();
    try {
      Stream.of(arguments).forEach(Locations::requireNoCredentials);
      try (Settings settings = Settings.open(SettingsOptions.before(arguments).read())) {
        program.inForce = settings;
        SettingKeys keys = SettingKeys.of(line.getCommandSpec());
        settings.everywhere().forEach(keys::check);
        return new SettingDefaults(settings, keys).attach(line).execute(arguments);
      }
    } catch (ParameterException e) {
      return misused(e);
    } catch (IllegalArgumentException | IOException e) {
      return report(e, line);
    }
  }

  /** All commands, with their own defaults. */
  CommandLine commandLine() {
    return new CommandLine(this)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((e, all) -> misused(e))
        .setExecutionExceptionHandler((e, command, parsed) -> report(e, command));
  }

  /** As picocli does it, which repeats what was typed. */
  private static int misused(ParameterException e) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(command.getColorScheme().errorText(Secrets.redacted(e.getMessage())));
    if (!UnmatchedArgumentException.printSuggestions(e, err)) {
      command.usage(err, command.getColorScheme());
    }
    return USAGE;
  }

  private static int report(Exception e, CommandLine command) {
    boolean usersMistake = e instanceof IllegalArgumentException;
    boolean stopped = e instanceof StoppedException;
    boolean expected =
        usersMistake
            || stopped
            || e instanceof IOException
            || e instanceof UncheckedIOException
            || S3Refusal.in(e).isPresent();
    command.getErr().println("spikelake: " + Secrets.redacted(S3Refusal.message(e)));
    if (!expected) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      command.getErr().print(Secrets.redacted(trace.toString()));
      command.getErr().flush();
    }
    if (stopped) {
      return STOPPED;
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
