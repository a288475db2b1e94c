package io.spikelake.jobs.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.StringWriter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Standings as files for machines: a row per cell of the tables, in full precision. */
public final class MachineTables {

  private MachineTables() {}

  /**
   * Comma-separated values after RFC 4180, with a heading. Empty where nothing is known; what was
   * excluded as {@code status=count}, several of anything with semicolons.
   */
  public static String csv(List<Standing> standings) {
    StringWriter text = new StringWriter();
    CsvWriterSettings settings = new CsvWriterSettings();
    settings.getFormat().setLineSeparator("\r\n");
    CsvWriter writer = new CsvWriter(text, settings);
    for (int i = 0; i < standings.size(); i++) {
      Map<String, Object> figures = Figures.of(standings.get(i));
      if (i == 0) {
        writer.writeHeaders(figures.keySet());
      }
      writer.writeRow(figures.values().stream().map(MachineTables::cell).toArray(String[]::new));
    }
    writer.close();
    return text.toString();
  }

  private static String cell(Object value) {
    if (value instanceof Map<?, ?> counts) {
      return counts.entrySet().stream()
          .map(entry -> entry.getKey() + "=" + entry.getValue())
          .collect(Collectors.joining(";"));
    }
    if (value instanceof Collection<?> several) {
      return several.stream().map(Object::toString).collect(Collectors.joining(";"));
    }
    return value == null ? null : value.toString();
  }

  /** An array of objects, with the names of {@link #csv} and null where nothing is known. */
  public static String json(List<Standing> standings) {
    try {
      return new ObjectMapper()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .writeValueAsString(standings.stream().map(Figures::of).toList())
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Standings cannot be written as JSON", e);
    }
  }
}
