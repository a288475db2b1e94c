package io.spikelake.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The keys {@code spark.spikelake.*}. Every option of every command has one, {@code
 * spark.spikelake.COMMAND.OPTION}; an option that several commands share has {@code
 * spark.spikelake.OPTION} as well, which is for all of them. Of options with one name that mean
 * different things, that has it which most commands share: {@code spark.spikelake.lake} is the lake
 * that commands work on, not the one that {@code bench methods} also writes to. Those of {@link
 * SessionKey} are no options.
 */
final class SettingKeys {

  static final String PREFIX = "spark.spikelake.";

  /** What these options name is one thing, although one command takes one and another several. */
  private static final Set<String> ONE_MEANING = Set.of("dataset");

  /** Options by key: one for its own, several for one that commands share. */
  private final Map<String, List<OptionSpec>> options = new TreeMap<>();

  private SettingKeys() {}

  static SettingKeys of(CommandSpec root) {
    SettingKeys keys = new SettingKeys();
    Map<String, List<OptionSpec>> byName = new LinkedHashMap<>();
    for (OptionSpec option : optionsBelow(root)) {
      keys.options.put(own(option), List.of(option));
      byName.computeIfAbsent(name(option), name -> new ArrayList<>()).add(option);
    }
    byName.forEach(
        (name, all) ->
            (ONE_MEANING.contains(name) ? Optional.of(all) : mostShared(all))
                .ifPresent(same -> keys.options.put(PREFIX + name, same)));
    return keys;
  }

  private static List<OptionSpec> optionsBelow(CommandSpec command) {
    List<OptionSpec> all = new ArrayList<>();
    for (CommandLine below : command.subcommands().values()) {
      below.getCommandSpec().options().stream()
          .filter(option -> !option.usageHelp() && !option.versionHelp() && !option.hidden())
          .forEach(all::add);
      all.addAll(optionsBelow(below.getCommandSpec()));
    }
    return all;
  }

  /** Those that are declared in one place, which are more than of any other place. */
  private static Optional<List<OptionSpec>> mostShared(List<OptionSpec> options) {
    List<List<OptionSpec>> places =
        options.stream()
            .collect(
                Collectors.groupingBy(
                    OptionSpec::userObject, LinkedHashMap::new, Collectors.toList()))
            .values()
            .stream()
            .sorted(Comparator.comparing(List<OptionSpec>::size).reversed())
            .toList();
    boolean tie = places.size() > 1 && places.get(0).size() == places.get(1).size();
    return tie ? Optional.empty() : Optional.of(places.get(0));
  }

  private static String name(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }

  /** The command of an option as it is typed, without the program. */
  static String command(OptionSpec option) {
    return option.command().qualifiedName(" ").replaceFirst("^\\S+ ", "");
  }

  private static String own(OptionSpec option) {
    return PREFIX + command(option).replace(' ', '.') + "." + name(option);
  }

  /** The keys of an option, the one that counts first. */
  String[] of(OptionSpec option) {
    String shared = PREFIX + name(option);
    return options.getOrDefault(shared, List.of()).contains(option)
        ? new String[] {own(option), shared}
        : new String[] {own(option)};
  }

  /** All of them with their options, in the order of their names. */
  Map<String, List<OptionSpec>> all() {
    return options;
  }

  /**
   * @throws IllegalArgumentException if a setting is of SpikeLake but has no such key, or a value
   *     that none of its options takes
   */
  void check(Settings.Setting setting) {
    if (!setting.key().startsWith(PREFIX) || SessionKey.isOne(setting.key())) {
      return;
    }
    List<OptionSpec> named = options.get(setting.key());
    if (named == null) {
      throw new IllegalArgumentException(
          "%s sets %s, which is no key%s; 'spikelake config --all' lists them"
              .formatted(setting.origin(), setting.key(), meant(setting.key())));
    }
    named.forEach(option -> check(setting, option));
  }

  private static void check(Settings.Setting setting, OptionSpec option) {
    OptionSpec alone =
        OptionSpec.builder(option)
            .required(false)
            .defaultValue(null)
            .getter(new NoField())
            .setter(new NoField())
            .build();
    try {
      new CommandLine(CommandSpec.create().addOption(alone))
          .setCaseInsensitiveEnumValuesAllowed(true)
          .parseArgs(option.longestName() + "=" + setting.value());
    } catch (ParameterException e) {
      throw new IllegalArgumentException(
          "%s sets %s to '%s': %s"
              .formatted(setting.origin(), setting.key(), setting.value(), e.getMessage()),
          e);
    }
  }

  /** In the place of the field of an option that is only tried. */
  private static final class NoField implements IGetter, ISetter {
    @Override
    public <T> T get() {
      return null;
    }

    @Override
    public <T> T set(T value) {
      return null;
    }
  }

  /** What an unknown key was probably meant to be. */
  private String meant(String unknown) {
    String last = unknown.substring(unknown.lastIndexOf('.') + 1);
    String same =
        options.keySet().stream()
            .filter(key -> key.endsWith("." + last))
            .limit(3)
            .collect(Collectors.joining(" or "));
    return same.isEmpty() ? "" : "; perhaps " + same;
  }
}
