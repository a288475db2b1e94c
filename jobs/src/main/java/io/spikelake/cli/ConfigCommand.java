package io.spikelake.cli;

import io.spikelake.secrets.Secrets;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code config}: which settings there are, and which of them are set. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tells what is set, by which file, profile or --conf; the rest has its defaults.",
      "",
      "Every option of every command is a key: spark.spikelake.COMMAND.OPTION, or spark.spikelake.OPTION for",
      "all commands that share it. What is typed wins over --conf, --conf over files (--config), files over",
      "profiles (--profile)."
    })
final class ConfigCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--all", description = "every key there is, with its default and its meaning")
  boolean all;

  @Option(names = "--markdown", description = "the same as a page of the documentation")
  boolean markdown;

  @Mixin FormatOption format;

  @Override
  public Integer call() {
    SettingKeys keys = SettingKeys.of(spec.root());
    PrintWriter out = spec.commandLine().getOut();
    if (markdown) {
      out.print(new ConfigPage(keys).text());
      out.flush();
    } else if (all) {
      format.format.print(SettingEntry.COLUMNS, rows(keys), out);
    } else {
      format.format.print(
          List.of("key", "value", "from"),
          set(((SpikeLake) spec.root().userObject()).inForce),
          out);
    }
    return 0;
  }

  private static List<List<String>> rows(SettingKeys keys) {
    return SettingEntry.of(keys).stream()
        .map(entry -> List.of(entry.key(), entry.commands(), entry.standard(), entry.meaning()))
        .toList();
  }

  private static List<List<String>> set(Settings settings) {
    return settings.all().stream()
        .map(setting -> List.of(setting.key(), shown(setting), setting.origin()))
        .toList();
  }

  private static String shown(Settings.Setting setting) {
    return Secrets.isSecretName(setting.key()) ? Secrets.MASK : Secrets.redacted(setting.value());
  }
}
