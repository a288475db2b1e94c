package io.spikelake.it;

import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page in Markdown: its blocks of code, and what is between them.
 *
 * @param file where links of the page begin
 * @param prose the text with every line of a block left empty
 */
record Page(Path file, String prose, List<Block> blocks) {

  private static final Pattern FENCE = Pattern.compile("```(\\w*)\\s*");
  private static final Pattern MARK = Pattern.compile("<!-- not run: (.+) -->");
  private static final Pattern SPAN = Pattern.compile("(`+)((?:(?!\n\n).)+?)\\1", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?)\\s*$");
  private static final Pattern QUOTE = Pattern.compile("(?m)(?:^> .*\n?)+");

  /**
   * A block of code.
   *
   * @param line of its fence, from 1
   * @param language what the fence says, may be ""
   * @param notRun why its commands are not run, or null where they are
   */
  record Block(int line, String language, String notRun, List<String> lines) {

    /** A block whose first line is {@code # NAME} is a file of that name. */
    boolean isFile() {
      return !lines.isEmpty() && lines.get(0).matches("# [\\w-]+\\.(conf|yaml)");
    }
  }

  /** Text with the line it begins at. */
  record Text(int line, String text) {}

  static Page read(Path file) throws IOException {
    return of(file, Files.readString(file));
  }

  static Page of(Path file, String markdown) {
    List<Block> blocks = new ArrayList<>();
    StringBuilder prose = new StringBuilder();
    Block open = null;
    String mark = null;
    int number = 0;
    for (String line : markdown.split("\n", -1)) {
      number++;
      Matcher fence = FENCE.matcher(line);
      if (open != null) {
        if (line.startsWith("```")) {
          blocks.add(open);
          open = null;
        } else {
          open.lines().add(line);
        }
      } else if (fence.matches()) {
        open = new Block(number, fence.group(1), mark, new ArrayList<>());
        mark = null;
      } else {
        Matcher marked = MARK.matcher(line.strip());
        mark = marked.matches() ? marked.group(1) : line.isBlank() ? mark : null;
        prose.append(line);
      }
      prose.append('\n');
    }
    return new Page(file, prose.toString(), List.copyOf(blocks));
  }

  /** The name below the project, for messages. */
  String name() {
    Path root = SharedFiles.projectRoot();
    return (file.startsWith(root) ? root.relativize(file) : file.getFileName()).toString();
  }

  /** What stands in backticks between the blocks. */
  List<Text> spans() {
    return found(SPAN, 2);
  }

  /** Where links and pictures lead. */
  List<Text> links() {
    return found(LINK, 1);
  }

  /** Block quotes, each as one line. */
  List<Text> quotes() {
    return found(QUOTE, 0).stream()
        .map(
            quote ->
                new Text(
                    quote.line(),
                    quote
                        .text()
                        .lines()
                        .map(line -> line.substring(2).strip())
                        .collect(Collectors.joining(" "))))
        .toList();
  }

  /** The names by which links can lead to headings. */
  List<String> anchors() {
    List<String> anchors = new ArrayList<>();
    for (Text heading : found(HEADING, 1)) {
      String slug =
          heading
              .text()
              .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-');
      int same = 0;
      String anchor = slug;
      while (anchors.contains(anchor)) {
        same++;
        anchor = slug + "-" + same;
      }
      anchors.add(anchor);
    }
    return anchors;
  }

  /** All matches between the blocks. */
  List<Text> found(Pattern pattern, int group) {
    List<Text> texts = new ArrayList<>();
    for (MatchResult match : pattern.matcher(prose).results().toList()) {
      int line = 1 + (int) prose.substring(0, match.start()).chars().filter(c -> c == '\n').count();
      texts.add(new Text(line, match.group(group)));
    }
    return texts;
  }
}
