package io.spikelake.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures as Markdown. */
final class ResultTable {

  /** Microseconds per frame on one core, 250x400, that are to be reached with the Vector API. */
  private static final Map<String, Integer> TARGETS =
      Map.ofEntries(
          Map.entry("tfp", 30),
          Map.entry("tfi", 150),
          Map.entry("tfstp/spike-zoo", 10_000),
          Map.entry("tvs/moving", 30_000),
          Map.entry("niqe/spikelake", 2_500),
          Map.entry("brisque/opencv", 2_500),
          Map.entry("piqe/matlab", 1_000),
          Map.entry("three metrics", 5_000),
          Map.entry("three metrics square", 3_500),
          Map.entry("raw + png encode", 1_000),
          Map.entry("sample tfp + tfi", 15_000),
          Map.entry("sample tfp + tfi + tfstp/spike-zoo", 30_000));

  private ResultTable() {}

  static String markdown(List<Row> rows) {
    StringBuilder text = new StringBuilder();
    text.append(
        "| kernel | us | target | without Vector API | plain, us | times plain | rival | rival, us"
            + " | times rival | GB/s |\n"
            + "|---|---:|---:|---:|---:|---:|---|---:|---:|---:|\n");
    for (Row row : rows) {
      text.append("| %s |".formatted(row.kernel().name()));
      cell(text, shown(row.micros(Contender.VECTOR)));
      cell(
          text,
          TARGETS.containsKey(row.kernel().name()) ? "" + TARGETS.get(row.kernel().name()) : "");
      cell(text, shown(row.micros(Contender.SCALAR)));
      cell(text, shown(row.micros(Contender.PLAIN)));
      cell(text, shown(row.timesAsFastAs(Contender.PLAIN)));
      cell(text, row.kernel().rival() == null ? "" : row.kernel().rival().name());
      cell(text, shown(row.micros(Contender.RIVAL)));
      cell(text, shown(row.timesAsFastAs(Contender.RIVAL)));
      cell(text, shown(row.gigabytesPerSecond()));
      text.append('\n');
    }
    return text.toString();
  }

  private static void cell(StringBuilder text, String content) {
    text.append(' ').append(content).append(" |");
  }

  /** Three digits are what a measurement is worth. */
  private static String shown(double number) {
    if (Double.isNaN(number)) {
      return "";
    }
    int digits = number < 10 ? 2 : number < 100 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + digits + "f", number);
  }
}
