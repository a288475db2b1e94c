package io.spikelake.jobs.published;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * The published figures that are shipped, in the order in which they were printed. {@code
 * results.csv} beside this class holds them as printed, {@code mapping.yaml} what they mean.
 *
 * @param all every figure
 */
public record PublishedResults(List<PublishedResult> all) {

  private static final String[] HEADER = {
    "source", "table", "dataset", "method", "metric", "value", "unit_or_direction", "protocol_note"
  };

  public PublishedResults {
    all = List.copyOf(all);
  }

  /** The figures that are shipped. */
  public static PublishedResults load() {
    return parse(
        resource("results.csv"),
        "results.csv",
        MeaningYaml.parse(resource("mapping.yaml"), "mapping.yaml"));
  }

  /**
   * @param file the name of the CSV, for messages
   * @throws IllegalArgumentException if a line is no figure or has no meaning; the message names it
   */
  static PublishedResults parse(String csv, String file, MeaningYaml meanings) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setLineSeparator("\n");
    settings.setNullValue("");
    CsvParser parser = new CsvParser(settings);
    List<String[]> lines = parser.parseAll(new StringReader(csv));
    if (lines.isEmpty() || !Arrays.equals(lines.get(0), HEADER)) {
      throw new IllegalArgumentException(
          "%s:1: expected the columns %s; found %s"
              .formatted(
                  file,
                  Arrays.toString(HEADER),
                  lines.isEmpty() ? "nothing" : Arrays.toString(lines.get(0))));
    }
    List<PublishedResult> results = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      try {
        results.add(result(lines.get(i), meanings));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("%s:%d: %s".formatted(file, i + 1, e.getMessage()), e);
      }
    }
    return new PublishedResults(results);
  }

  private static PublishedResult result(String[] line, MeaningYaml meanings) {
    if (line.length != HEADER.length) {
      throw new IllegalArgumentException(
          "%d columns; expected %d".formatted(line.length, HEADER.length));
    }
    Meaning meaning = meanings.of(line[0], line[1], line[2], line[3], line[4]);
    PublishedResult result =
        new PublishedResult(
            line[0], line[1], line[2], line[3], line[4], line[5], line[6], line[7], meaning);
    // Refuses a unit that is not known.
    result.factor();
    return result;
  }

  private PublishedResults where(Predicate<PublishedResult> wanted) {
    return new PublishedResults(all.stream().filter(wanted).toList());
  }

  /** Those of the tables that a preset repeats. */
  public PublishedResults ofProtocol(String protocol) {
    return where(result -> protocol.equals(result.meaning().protocol()));
  }

  /** Those of one table. */
  public PublishedResults ofTable(String source, String table) {
    return where(result -> result.source().equals(source) && result.table().equals(table));
  }

  /** Those on a data set of our catalogue, and what the methods of their tables cost. */
  public PublishedResults ofDataset(String dataset) {
    List<String> tables =
        all.stream()
            .filter(result -> dataset.equals(result.meaning().dataset()))
            .map(PublishedResults::tableOf)
            .distinct()
            .toList();
    return where(
        result ->
            dataset.equals(result.meaning().dataset())
                || (result.dataset().isEmpty() && tables.contains(tableOf(result))));
  }

  private static String tableOf(PublishedResult result) {
    return result.source() + "\n" + result.table();
  }

  /** Those that are no ablation. */
  public PublishedResults withoutAblations() {
    return where(result -> !result.meaning().ablation());
  }

  static String resource(String name) {
    try (InputStream in = PublishedResults.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The build left out " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + name, e);
    }
  }
}
