package io.spikelake.jobs.report;

import io.spikelake.jobs.report.ComparativeTable.Entrant;
import io.spikelake.jobs.report.Cost.Conditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/**
 * What the methods of a table cost: a column for each figure that any row has, and how they were
 * measured. Where that differs from row to row, a letter beside the latency says how.
 */
final class CostColumns {

  private final ComparativeTable table;
  private final List<Conditions> conditions;

  CostColumns(ComparativeTable table) {
    this.table = table;
    this.conditions =
        table.rows().stream()
            .map(table::cost)
            .filter(Objects::nonNull)
            .map(Cost::conditions)
            .distinct()
            .toList();
  }

  List<TableColumn> columns() {
    List<TableColumn> columns = new ArrayList<>();
    add(columns, "params", "M", cost -> millions(cost.parameters()));
    add(columns, "GMAC", "", cost -> number("%.3f", cost.gmacs()));
    add(columns, "memory", "MB", cost -> number("%.1f", cost.peakMemoryMb()));
    add(columns, "latency", "ms", this::latency);
    add(columns, "throughput", "frames/s", cost -> number("%.1f", cost.framesPerSecond()));
    return columns;
  }

  private void add(
      List<TableColumn> columns, String heading, String unit, Function<Cost, String> text) {
    Function<Entrant, String> cell =
        row -> {
          Cost cost = table.cost(row);
          return cost == null ? TableColumn.NONE : text.apply(cost);
        };
    if (!table.rows().stream().map(cell).allMatch(TableColumn.NONE::equals)) {
      columns.add(new TableColumn(heading, unit, cell, row -> "", row -> 0));
    }
  }

  /** Nothing was learned where there are no parameters. */
  private static String millions(long parameters) {
    return parameters == 0 ? TableColumn.NONE : number("%.3f", parameters / 1e6);
  }

  private String latency(Cost cost) {
    double ms = cost.latencyMs();
    String number = number(ms < 10 ? "%.3f" : ms < 100 ? "%.2f" : "%.1f", ms);
    return conditions.size() == 1 ? number : number + " " + letter(cost.conditions());
  }

  private static String number(String format, Double value) {
    return value == null ? TableColumn.NONE : String.format(Locale.ROOT, format, value);
  }

  private String letter(Conditions measured) {
    return Character.toString('a' + conditions.indexOf(measured));
  }

  /** How the figures were measured. */
  List<String> footnotes() {
    return conditions.stream()
        .map(c -> (conditions.size() == 1 ? "cost: " : "cost " + letter(c) + ": ") + c)
        .toList();
  }
}
