package io.spikelake.benchmarks;

import io.spikelake.bench.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** {@code benchmarks/RESULTS.md}: sections of which a run replaces its own and keeps the others. */
final class ResultsFile {

  static final String KERNELS = "Kernels";
  static final String ENGINES = "Engines";
  static final String NIGHTLY = "Nightly runs";
  static final String TABLES = "Tables";
  static final String FULL_PATH = "Full path against a Python loop";

  private static final String PREFACE =
      """
      # Results

      Written by `benchmarks/run`, whose [README](README.md) says what the figures are.
      """;

  private static final String LEVEL = "## ";

  private ResultsFile() {}

  /** Puts a section, with the machine that it was measured on, in place of the one there is. */
  static void put(String heading, String body) throws IOException {
    Path file = Path.of(System.getProperty("spikelake.root"), "benchmarks", "RESULTS.md");
    String page = Files.exists(file) ? Files.readString(file) : PREFACE;
    Files.writeString(file, with(page, section(heading, body)));
  }

  /**
   * Prints a section of plain text, and puts it if asked to.
   *
   * @param text ends with a line break
   */
  static void publish(String heading, String text, boolean save) throws IOException {
    String body = "```\n" + text + "```\n";
    System.out.print(section(heading, body));
    if (save) {
      put(heading, body);
    }
  }

  static String section(String heading, String body) {
    return """
    %s%s

    - %s
    - %s
    - %s

    %s\
    """
        .formatted(
            LEVEL,
            heading,
            LocalDate.now(ZoneOffset.UTC),
            Machine.processorName(),
            Machine.thisOne(),
            body);
  }

  /**
   * A page with a section in the place of the one of the same heading, or at its end.
   *
   * @param section begins with its heading, ends with a line break
   */
  static String with(String page, String section) {
    String heading = section.substring(0, section.indexOf('\n') + 1);
    int from = page.indexOf("\n" + heading);
    if (from < 0) {
      return page + "\n" + section;
    }
    int next = page.indexOf("\n" + LEVEL, from + heading.length());
    return page.substring(0, from + 1) + section + (next < 0 ? "" : page.substring(next));
  }
}
