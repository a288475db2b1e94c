package io.spikelake.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What the reference says of a key.
 *
 * @param commands whose it is
 * @param type such as {@code N}, {@code URI} or {@code true|false}
 * @param standard the value where none is set; empty for none
 */
record SettingEntry(String key, String commands, String type, String standard, String meaning) {

  static final List<String> COLUMNS = List.of("key", "commands", "default", "meaning");

  /** Defaults that are said in words stand at the end of a description. */
  private static final Pattern STANDARD =
      Pattern.compile("[.,;]?\\s*[Dd]efault(?: with \\S+)?: ?(.*?)\\.?$", Pattern.DOTALL);

  private static final Pattern LABEL = Pattern.compile("^<(.*)>$");

  /** One for each option: by the key that commands share where there is one. */
  static List<SettingEntry> of(SettingKeys keys) {
    List<SettingEntry> entries = new ArrayList<>();
    keys.all()
        .forEach(
            (key, options) -> {
              if (keys.of(options.get(0)).length == 1 || isShared(key, keys, options)) {
                entries.add(of(key, options));
              }
            });
    for (SessionKey key : SessionKey.values()) {
      entries.add(new SettingEntry(key.key(), "all", "", key.standard(), key.meaning()));
    }
    return entries;
  }

  private static boolean isShared(String key, SettingKeys keys, List<OptionSpec> options) {
    return keys.of(options.get(0))[1].equals(key);
  }

  private static SettingEntry of(String key, List<OptionSpec> options) {
    OptionSpec option = options.get(0);
    String text = String.join(" ", option.description()).replaceAll("\\s+", " ").strip();
    Matcher inWords = STANDARD.matcher(text);
    boolean said = inWords.find();
    boolean flag = option.arity().max() == 0;
    String standard = said ? inWords.group(1) : flag ? "false" : "";
    return new SettingEntry(
        key,
        options.stream()
            .map(SettingKeys::command)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", ")),
        flag ? "true|false" : LABEL.matcher(option.paramLabel()).replaceFirst("$1"),
        standard,
        said ? text.substring(0, inWords.start()) : text);
  }
}
