package io.spikelake.jobs.report;

import io.spikelake.jobs.report.ComparativeTable.Entrant;
import java.util.ArrayList;
import java.util.List;

/** A comparative table as aligned text, or as Markdown. The best is bold, the second underlined. */
public final class TextTable {

  private static final String BOLD = "\u001b[1m";
  private static final String UNDERLINE = "\u001b[4m";
  private static final String PLAIN = "\u001b[0m";

  private final ComparativeTable table;
  private final List<TableColumn> columns;
  private final List<String> footnotes;

  private TextTable(ComparativeTable table) {
    CostColumns costs = new CostColumns(table);
    this.table = table;
    this.columns = new ArrayList<>(TableColumn.metrics(table));
    this.columns.addAll(costs.columns());
    this.footnotes = new ArrayList<>(table.footnotes());
    this.footnotes.addAll(costs.footnotes());
  }

  /**
   * @param ansi whether the terminal understands escape sequences; without them nothing is marked
   */
  public static String text(ComparativeTable table, boolean ansi) {
    return new TextTable(table).text(ansi);
  }

  /** The table with its heading and footnotes as GitHub Markdown. */
  public static String markdown(ComparativeTable table) {
    return new TextTable(table).markdown();
  }

  private String text(boolean ansi) {
    List<List<String>> lines = lines();
    int[] widths = widths(lines);
    StringBuilder text = new StringBuilder();
    text.append("%s, %d samples%n%n".formatted(table.dataset(), table.samples()));
    for (int i = 0; i < lines.size(); i++) {
      for (int column = 0; column < widths.length; column++) {
        String cell = lines.get(i).get(column);
        String padding = " ".repeat(widths[column] - cell.length());
        String marked = ansi && i >= 2 ? mark(i - 2, column, cell) : cell;
        text.append(column < 2 ? marked + padding : padding + marked);
        text.append(column == widths.length - 1 ? "" : "  ");
      }
      text.append(System.lineSeparator());
    }
    footnotes.forEach(note -> text.append("%n  %s".formatted(note)));
    return text.append(System.lineSeparator()).toString();
  }

  private String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(
        "## %s\n\n%d samples. Best in **bold**, second <u>underlined</u>.\n\n"
            .formatted(table.dataset(), table.samples()));
    text.append("| method | tone |");
    for (TableColumn column : columns) {
      String below = column.subheading().isEmpty() ? "" : "<br>" + column.subheading();
      text.append(" %s%s |".formatted(column.heading(), below));
    }
    text.append("\n|---|---|").append("---:|".repeat(columns.size())).append('\n');
    for (Entrant row : table.rows()) {
      text.append("| `%s`%s | %s |".formatted(row.method(), table.mark(row), row.tone()));
      columns.forEach(column -> text.append(" %s |".formatted(markdownCell(column, row))));
      text.append('\n');
    }
    text.append('\n');
    footnotes.forEach(note -> text.append("- ").append(note).append('\n'));
    List<String> worth = table.worth();
    if (!worth.isEmpty()) {
      text.append("\nWhat the order is worth (Kendall's tau-b, 1 for the same order):\n\n");
      worth.forEach(sentence -> text.append("- ").append(sentence).append('\n'));
    }
    return text.toString();
  }

  private static String markdownCell(TableColumn column, Entrant row) {
    String number = column.text().apply(row);
    String marked =
        switch (column.place().applyAsInt(row)) {
          case 1 -> "**" + number + "**";
          case 2 -> "<u>" + number + "</u>";
          default -> number;
        };
    String interval = column.interval().apply(row);
    return interval.isEmpty() ? marked : "%s<br><sub>%s</sub>".formatted(marked, interval);
  }

  private List<List<String>> lines() {
    List<List<String>> lines = new ArrayList<>();
    List<String> heading = new ArrayList<>(List.of("method", "tone"));
    List<String> subheading = new ArrayList<>(List.of("", ""));
    for (TableColumn column : columns) {
      heading.add(column.heading());
      subheading.add(column.subheading());
    }
    lines.add(heading);
    lines.add(subheading);
    for (Entrant row : table.rows()) {
      List<String> line = new ArrayList<>(List.of(row.method() + table.mark(row), row.tone()));
      columns.forEach(column -> line.add(column.text().apply(row)));
      lines.add(line);
    }
    return lines;
  }

  private static int[] widths(List<List<String>> lines) {
    int[] widths = new int[lines.get(0).size()];
    for (List<String> line : lines) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], line.get(column).length());
      }
    }
    return widths;
  }

  private String mark(int row, int column, String cell) {
    if (column < 2) {
      return cell;
    }
    return switch (columns.get(column - 2).place().applyAsInt(table.rows().get(row))) {
      case 1 -> BOLD + cell + PLAIN;
      case 2 -> UNDERLINE + cell + PLAIN;
      default -> cell;
    };
  }
}
