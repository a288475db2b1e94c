package io.spikelake.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A command line of a page.
 *
 * @param line of the page, from 1
 * @param notRun why it is not run, or null where it is
 * @param text the line as it stands there, continued lines joined
 * @param words what a shell makes of it, without comment and without what it sets in the
 *     environment
 */
record DocumentedCommand(int line, String notRun, String text, List<String> words) {

  /** The launcher, as it is called in a checkout. */
  static final String SPIKELAKE = "bin/spikelake";

  /** What pages write for something of the reader's, and what stands for it here. */
  static final Map<String, String> PLACEHOLDERS =
      Map.of("RECORDINGS", "recordings", "RECORDING", "recordings/input/fan_part1_key_id151.dat");

  private static final Pattern SETS = Pattern.compile("[A-Z_]+=\\S*");

  /** The commands of a page, in their order. */
  static List<DocumentedCommand> of(Page page) {
    List<DocumentedCommand> commands = new ArrayList<>();
    for (Page.Block block : page.blocks()) {
      if (block.language().equals("bash")) {
        commands.addAll(of(block));
      }
    }
    return commands;
  }

  static List<DocumentedCommand> of(Page.Block block) {
    List<DocumentedCommand> commands = new ArrayList<>();
    String begun = "";
    for (int i = 0; i < block.lines().size(); i++) {
      String line = begun + block.lines().get(i).strip();
      if (line.endsWith("\\")) {
        begun = line.substring(0, line.length() - 1);
        continue;
      }
      begun = "";
      List<String> words = words(line);
      while (!words.isEmpty() && SETS.matcher(words.get(0)).matches()) {
        words = words.subList(1, words.size());
      }
      if (!words.isEmpty()) {
        commands.add(
            new DocumentedCommand(block.line() + 1 + i, block.notRun(), line, List.copyOf(words)));
      }
    }
    return commands;
  }

  /** Splits as a shell does: quotes of both kinds, and comments. */
  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = null;
    char quote = 0;
    for (char c : line.toCharArray()) {
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == ' ') {
        if (word != null) {
          words.add(word.toString());
          word = null;
        }
      } else if (c == '#' && word == null) {
        return words;
      } else {
        word = word == null ? new StringBuilder() : word;
        if (c == '"' || c == '\'') {
          quote = c;
        } else {
          word.append(c);
        }
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("No end of a quote: " + line);
    }
    if (word != null) {
      words.add(word.toString());
    }
    return words;
  }

  boolean isSpikelake() {
    return words.get(0).equals(SPIKELAKE);
  }

  /** Everything after the launcher, with something there in the place of what is the reader's. */
  List<String> arguments() {
    return withoutSparks(
        words.subList(1, words.size()).stream()
            .map(word -> PLACEHOLDERS.getOrDefault(word, word))
            .toList());
  }

  /** The launcher takes {@code --master} and {@code --conf} itself. */
  private static List<String> withoutSparks(List<String> words) {
    List<String> rest = new ArrayList<>();
    boolean before = true;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (before && (word.equals("--master") || word.equals("--conf"))) {
        i++;
      } else if (!before || !word.matches("--(master|conf)=.*")) {
        boolean named = i > 0 && words.get(i - 1).matches("--(profile|config)");
        before = before && (word.startsWith("-") || named);
        rest.add(word);
      }
    }
    return rest;
  }
}
