package io.spikelake.jobs.report;

import io.spikelake.jobs.report.ComparativeTable.Entrant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * A column of numbers.
 *
 * @param text the number in a row, or a dash
 * @param interval where the number lies, or an empty text
 * @param place 1 for the best of the column, 2 for the second, anything else for the others
 */
record TableColumn(
    String heading,
    String subheading,
    Function<Entrant, String> text,
    Function<Entrant, String> interval,
    ToIntFunction<Entrant> place) {

  /** What stands where there is no number. */
  static final String NONE = "-";

  /** The columns of the metrics. */
  static List<TableColumn> metrics(ComparativeTable table) {
    return table.metrics().stream()
        .map(
            metric ->
                new TableColumn(
                    table.heading(metric),
                    table.subheading(metric),
                    row -> mean(table.cell(row, metric)),
                    row -> interval(table.cell(row, metric)),
                    row -> place(table.cell(row, metric))))
        .toList();
  }

  private static String mean(Standing standing) {
    return standing == null || standing.mean() == null
        ? NONE
        : String.format(Locale.ROOT, "%.4f", standing.mean());
  }

  private static String interval(Standing standing) {
    return standing == null || !standing.spread().hasInterval()
        ? ""
        : String.format(
            Locale.ROOT, "%.4f to %.4f", standing.spread().low(), standing.spread().high());
  }

  private static int place(Standing standing) {
    return standing == null || standing.rank() == null ? 0 : standing.rank();
  }
}
