package io.spikelake.jobs.report;

import io.spikelake.jobs.report.ComparativeTable.Entrant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparative table as aligned text, or as Markdown. The best is bold, the second underlined. */
public final class TextTable {

  private static final String BOLD = "\u001b[1m";
  private static final String UNDERLINE = "\u001b[4m";
  private static final String PLAIN = "\u001b[0m";

  private TextTable() {}

  /**
   * @param ansi whether the terminal understands escape sequences; without them nothing is marked
   */
  public static String text(ComparativeTable table, boolean ansi) {
    List<List<String>> lines = lines(table);
    int[] widths = widths(lines);
    StringBuilder text = new StringBuilder();
    text.append("%s, %d samples%n%n".formatted(table.dataset(), table.samples()));
    for (int i = 0; i < lines.size(); i++) {
      for (int column = 0; column < widths.length; column++) {
        String cell = lines.get(i).get(column);
        String padding = " ".repeat(widths[column] - cell.length());
        String marked = ansi && i >= 2 ? mark(table, i - 2, column, cell) : cell;
        text.append(column < 2 ? marked + padding : padding + marked);
        text.append(column == widths.length - 1 ? "" : "  ");
      }
      text.append(System.lineSeparator());
    }
    table.footnotes().forEach(note -> text.append("%n  %s".formatted(note)));
    return text.append(System.lineSeparator()).toString();
  }

  /** The table with its heading and footnotes as GitHub Markdown. */
  public static String markdown(ComparativeTable table) {
    StringBuilder text = new StringBuilder();
    text.append(
        "## %s\n\n%d samples. Best in **bold**, second <u>underlined</u>.\n\n"
            .formatted(table.dataset(), table.samples()));
    text.append("| method | tone |");
    table
        .metrics()
        .forEach(m -> text.append(" %s<br>%s |".formatted(table.heading(m), table.subheading(m))));
    text.append("\n|---|---|").append("---:|".repeat(table.metrics().size())).append('\n');
    for (Entrant row : table.rows()) {
      text.append("| `%s` | %s |".formatted(row.method(), row.tone()));
      for (String metric : table.metrics()) {
        text.append(" %s |".formatted(markdownCell(table.cell(row, metric))));
      }
      text.append('\n');
    }
    text.append('\n');
    table.footnotes().forEach(note -> text.append("- ").append(note).append('\n'));
    return text.toString();
  }

  private static String markdownCell(Standing standing) {
    String number = number(standing);
    return switch (place(standing)) {
      case 1 -> "**" + number + "**";
      case 2 -> "<u>" + number + "</u>";
      default -> number;
    };
  }

  private static List<List<String>> lines(ComparativeTable table) {
    List<List<String>> lines = new ArrayList<>();
    List<String> heading = new ArrayList<>(List.of("method", "tone"));
    List<String> subheading = new ArrayList<>(List.of("", ""));
    for (String metric : table.metrics()) {
      heading.add(table.heading(metric));
      subheading.add(table.subheading(metric));
    }
    lines.add(heading);
    lines.add(subheading);
    for (Entrant row : table.rows()) {
      List<String> line = new ArrayList<>(List.of(row.method(), row.tone()));
      table.metrics().forEach(metric -> line.add(number(table.cell(row, metric))));
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

  private static String mark(ComparativeTable table, int row, int column, String cell) {
    if (column < 2) {
      return cell;
    }
    return switch (place(table.cell(table.rows().get(row), table.metrics().get(column - 2)))) {
      case 1 -> BOLD + cell + PLAIN;
      case 2 -> UNDERLINE + cell + PLAIN;
      default -> cell;
    };
  }

  private static int place(Standing standing) {
    return standing == null || standing.rank() == null ? 0 : standing.rank();
  }

  private static String number(Standing standing) {
    return standing == null || standing.mean() == null
        ? "-"
        : String.format(Locale.ROOT, "%.4f", standing.mean());
  }
}
