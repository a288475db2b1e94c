package io.spikelake.cli;

import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Gives options that were not typed the values that settings have for them. */
class SettingDefaults implements IDefaultValueProvider, IExecutionStrategy {

  private final Settings settings;
  private final SettingKeys keys;

  SettingDefaults(Settings settings, SettingKeys keys) {
    this.settings = settings;
    this.keys = keys;
  }

  /**
   * None for a flag: one whose default is true would be turned off by typing it.
   *
   * @return null for the option's own default
   */
  @Override
  public String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || isFlag(option)) {
      return null;
    }
    return value(option);
  }

  @Override
  public int execute(ParseResult parsed) {
    for (ParseResult command = parsed; command != null; command = command.subcommand()) {
      for (OptionSpec option : command.commandSpec().options()) {
        String value = isFlag(option) ? value(option) : null;
        if (value != null && !command.hasMatchedOption(option)) {
          option.setValue(Boolean.valueOf(value));
        }
      }
    }
    return run(parsed);
  }

  /** Executes the command. */
  int run(ParseResult parsed) {
    return new RunLast().execute(parsed);
  }

  private static boolean isFlag(OptionSpec option) {
    return option.arity().max() == 0 && !option.usageHelp() && !option.versionHelp();
  }

  private String value(OptionSpec option) {
    return option.command().parent() == null
        ? null
        : settings.find(keys.of(option)).map(Settings.Setting::value).orElse(null);
  }

  /** Lets a command line take its defaults from here. */
  CommandLine attach(CommandLine line) {
    return line.setDefaultValueProvider(this).setExecutionStrategy(this);
  }
}
