package io.spikelake.jobs.report;

import io.spikelake.jobs.report.ComparativeTable.Entrant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A comparative table for papers: a {@code table} environment with the rules of {@code booktabs},
 * the best in bold, the second underlined, what a reader must know below it.
 */
public final class LatexTable {

  private LatexTable() {}

  /** Needs {@code \\usepackage{booktabs}} and nothing else. */
  public static String of(ComparativeTable table) {
    CostColumns costs = new CostColumns(table);
    List<TableColumn> columns = new ArrayList<>(TableColumn.metrics(table));
    columns.addAll(costs.columns());
    StringBuilder text = new StringBuilder();
    text.append("% \\usepackage{booktabs}\n\\begin{table}\n\\centering\n");
    text.append(
        "\\caption{%s, %d samples.}\n".formatted(escaped(table.dataset()), table.samples()));
    text.append("\\begin{tabular}{ll").append("r".repeat(columns.size())).append("}\n\\toprule\n");
    text.append(line("Method", "Tone", columns.stream().map(c -> heading(c.heading())).toList()));
    text.append(line("", "", columns.stream().map(c -> small(c.subheading())).toList()));
    text.append("\\midrule\n");
    for (Entrant row : table.rows()) {
      text.append(
          line(
              "\\texttt{" + escaped(row.method() + table.mark(row)) + "}",
              escaped(row.tone()),
              columns.stream().map(column -> cell(column, row)).toList()));
    }
    text.append("\\bottomrule\n\\end{tabular}\n");
    List<String> notes = new ArrayList<>(table.footnotes());
    notes.addAll(costs.footnotes());
    notes.forEach(note -> text.append("\\par\\footnotesize ").append(escaped(note)).append('\n'));
    return text.append("\\end{table}\n").toString();
  }

  private static String line(String method, String tone, List<String> cells) {
    return method
        + " & "
        + tone
        + cells.stream().map(c -> " & " + c).collect(Collectors.joining())
        + " \\\\\n";
  }

  private static String cell(TableColumn column, Entrant row) {
    String number = escaped(column.text().apply(row));
    return switch (column.place().applyAsInt(row)) {
      case 1 -> "\\textbf{" + number + "}";
      case 2 -> "\\underline{" + number + "}";
      default -> number;
    };
  }

  private static String heading(String heading) {
    return escaped(heading).replace("↓", "$\\downarrow$").replace("↑", "$\\uparrow$");
  }

  private static String small(String text) {
    return text.isEmpty() ? "" : "{\\footnotesize " + escaped(text) + "}";
  }

  /** Of characters that mean something to TeX. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '\\' -> escaped.append("\\textbackslash{}");
        case '~' -> escaped.append("\\textasciitilde{}");
        case '^' -> escaped.append("\\textasciicircum{}");
        case '&', '%', '$', '#', '_', '{', '}' -> escaped.append('\\').append(c);
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
