package io.spikelake.cli;

import io.spikelake.jobs.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Command lines of {@code spikelake} that are understood and not executed. */
public final class CommandLines {

  private static final CommandLine ALL = new SpikeLake().commandLine();

  private static final SettingKeys KEYS = SettingKeys.of(ALL.getCommandSpec());

  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*[a-z]");

  private CommandLines() {}

  /**
   * @return the name of the command
   * @throws CommandLine.ParameterException if an option is unknown, missing, or has a value that it
   *     cannot have
   * @throws IllegalArgumentException if a profile or a key of a file is unknown
   */
  public static String command(List<String> arguments) throws IOException {
    String[] words = arguments.toArray(String[]::new);
    CommandLine line = new SpikeLake().commandLine();
    try (Settings settings = Settings.open(SettingsOptions.before(words).read())) {
      SettingKeys keys = SettingKeys.of(line.getCommandSpec());
      settings.everywhere().forEach(keys::check);
      ParseResult parsed = new SettingDefaults(settings, keys).attach(line).parseArgs(words);
      return parsed.subcommand().commandSpec().name();
    }
  }

  /**
   * What is wrong with options that a text names.
   *
   * @param words a command and some of its options, or options alone, which may then be of any
   *     command
   * @return one line for each option that there is not
   */
  public static List<String> unknownOptions(List<String> words) {
    CommandLine command = ALL;
    for (String word : words) {
      CommandLine below = command.getSubcommands().get(word);
      if (below == null) {
        break;
      }
      command = below;
    }
    Set<String> known = options(command.getCommandSpec());
    known.addAll(ALL.getCommandSpec().optionsMap().keySet());
    String name = command.getCommandSpec().qualifiedName(" ");
    return words.stream()
        .map(OPTION::matcher)
        .filter(Matcher::find)
        .map(Matcher::group)
        .filter(option -> !known.contains(option))
        .map(option -> "no option %s of '%s'".formatted(option, name))
        .toList();
  }

  private static Set<String> options(CommandSpec command) {
    Set<String> names = new HashSet<>(command.optionsMap().keySet());
    command.subcommands().values().forEach(below -> names.addAll(options(below.getCommandSpec())));
    return names;
  }

  /** Whether there is such a key. */
  public static boolean isKey(String key) {
    return KEYS.all().containsKey(key) || SessionKey.isOne(key);
  }

  /** The keys of a file that no option of a command takes. */
  public static List<String> unused(Path file, String command) throws IOException {
    CommandLine line = new SpikeLake().commandLine();
    SettingKeys keys = SettingKeys.of(line.getCommandSpec());
    List<String> taken =
        line.getSubcommands().get(command).getCommandSpec().options().stream()
            .filter(option -> !option.usageHelp() && !option.versionHelp())
            .flatMap(option -> Stream.of(keys.of(option)))
            .toList();
    return SettingsFile.read(file).values().keySet().stream()
        .filter(key -> !taken.contains(key))
        .toList();
  }

  /** The default of an option. */
  public static long number(String command, String option) {
    return Long.parseLong(
        new SpikeLake()
            .commandLine()
            .getSubcommands()
            .get(command)
            .getCommandSpec()
            .findOption(option)
            .defaultValue());
  }
}
