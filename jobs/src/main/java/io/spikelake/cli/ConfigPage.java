package io.spikelake.cli;

import io.spikelake.jobs.settings.Profile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The reference of settings as a page of the documentation. */
final class ConfigPage {

  private static final String HEAD =
      """
      # Configuration

      This page is printed by `bin/spikelake config --markdown`; a test keeps it so.

      There is one configuration, and its keys are properties of Spark. The same file serves a laptop, `spark-submit` and a
      cluster:

      ```
      # nightly.conf
      spark.spikelake.lake                   s3a://leaderboard/lake
      spark.spikelake.input                  s3a://archive/spike-reds
      spark.spikelake.dataset                spike-reds
      spark.spikelake.methods                tfp,tfi,spikelake-lrn
      spark.hadoop.fs.s3a.endpoint.region    eu-west-1
      ```

      Every option of every command is a key: `spark.spikelake.COMMAND.OPTION`, with a dot between the words of a command
      (`spark.spikelake.bench.methods.threads`). An option that several commands share has the key `spark.spikelake.OPTION` too, which
      is for all of them (the last column says which; where one name means two things, the shared key is that of most commands). Other keys are Spark's own and go to Spark as they are.

      Which value counts, the strongest first:

      1. what is typed after the command, such as `--methods tfp`
      2. `--conf KEY=VALUE`, properties of the virtual machine, the properties that `spark-submit` was given
      3. files, `--config FILE`; of several the last
      4. profiles, `--profile NAME`; of several the last
      5. the defaults below

      `--profile`, `--config`, `--conf` and `--master` stand before the command. Within a layer a command's own key wins over the shared
      one. A key that does not exist, a value that its option does not take, a key that is twice in a file and a secret in a file
      are refused before anything is done. What a protocol settles (`--protocol`) is not taken from keys.

      ```bash
      bin/spikelake config                             # what is set, and where
      bin/spikelake --profile gpu config --format csv
      bin/spikelake config --all                       # every key
      ```

      Secrets have no place in files or arguments. They come from the environment (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`,
      `AWS_SESSION_TOKEN`), from a keystore that `spark.hadoop.hadoop.security.credential.provider.path` names, or from the identity of the pod
      (IRSA) or machine; see [security](security.md).

      """;

  private final SettingKeys keys;

  ConfigPage(SettingKeys keys) {
    this.keys = keys;
  }

  String text() {
    StringBuilder page = new StringBuilder(HEAD);
    profiles(page);
    List<SettingEntry> entries = SettingEntry.of(keys);
    page.append("## Keys of several commands\n\n");
    table(page, entries.stream().filter(entry -> entry.commands().contains(",")).toList(), true);
    page.append("## Keys of all sessions\n\n");
    table(page, entries.stream().filter(entry -> entry.commands().equals("all")).toList(), false);
    Map<String, List<SettingEntry>> own =
        entries.stream()
            .filter(entry -> !entry.commands().contains(",") && !entry.commands().equals("all"))
            .collect(
                Collectors.groupingBy(SettingEntry::commands, TreeMap::new, Collectors.toList()));
    own.forEach(
        (command, rows) -> {
          page.append("## Keys of `").append(command).append("`\n\n");
          table(page, rows, false);
        });
    return page.toString().stripTrailing() + "\n";
  }

  private static void profiles(StringBuilder page) {
    page.append("## Profiles\n\n| profile | |\n|---|---|\n");
    for (Profile profile : Profile.values()) {
      page.append(
          "| [`%s`](../conf/%s.conf) | %s |\n"
              .formatted(profile.id(), profile.id(), profile.purpose()));
    }
    page.append(
        """

        Each is a file for `spark-submit --properties-file` as well, and says the reasons beside its keys. What concerns the driver's own
        process (its memory, its pod) must be known before it starts: the launcher hands profiles and files on to `spark-submit` as
        `--conf`.

        """);
  }

  private static void table(StringBuilder page, List<SettingEntry> entries, boolean commands) {
    page.append(
        commands
            ? "| key | value | default | meaning | commands |\n|---|---|---|---|---|\n"
            : "| key | value | default | meaning |\n|---|---|---|---|\n");
    for (SettingEntry entry : entries) {
      page.append("| `")
          .append(entry.key())
          .append("` | ")
          .append(cell(entry.type()))
          .append(" | ")
          .append(cell(entry.standard()))
          .append(" | ")
          .append(cell(entry.meaning()));
      if (commands) {
        page.append(" | ").append(entry.commands());
      }
      page.append(" |\n");
    }
    page.append('\n');
  }

  /** Text that Markdown shows as it is. */
  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
  }
}
