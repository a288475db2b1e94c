package io.spikelake.jobs.report;

import io.spikelake.jobs.published.ComparedCell;
import io.spikelake.jobs.published.PublishedResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Published figures with ours beside them: a table per published one, a line per figure. */
public final class PublishedTable {

  private static final List<String> HEADINGS =
      List.of("data set", "method", "metric", "theirs", "ours", "difference", "verdict");

  private PublishedTable() {}

  /** GitHub Markdown; each table with what its source says of its protocol below it. */
  public static String markdown(List<ComparedCell> cells) {
    Map<String, List<ComparedCell>> tables =
        cells.stream()
            .collect(
                Collectors.groupingBy(
                    cell -> cell.published().source() + ", " + cell.published().table(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    StringBuilder text = new StringBuilder();
    tables.forEach(
        (title, ofTable) -> {
          text.append("## ").append(title).append("\n\n");
          text.append(line(HEADINGS)).append("|---|---|---|---:|---:|---:|---|\n");
          ofTable.forEach(cell -> text.append(line(row(cell))));
          text.append('\n');
          notes(ofTable).forEach(note -> text.append("- ").append(note).append('\n'));
          text.append('\n');
        });
    return text.toString();
  }

  private static TreeSet<String> notes(List<ComparedCell> cells) {
    TreeSet<String> notes = new TreeSet<>();
    cells.forEach(cell -> notes.add(cell.published().note()));
    return notes;
  }

  private static List<String> row(ComparedCell cell) {
    PublishedResult published = cell.published();
    List<String> row = new ArrayList<>();
    row.add(published.dataset());
    row.add(published.method() + (published.meaning().ablation() ? " (ablation)" : ""));
    row.add(published.metric());
    row.add(published.printed());
    row.add(number(cell.oursInTheirUnit(), ""));
    row.add(number(cell.difference(), "+"));
    String which =
        cell.ours() == null
            ? ""
            : " [`%s`, `%s`]".formatted(cell.ours().method(), cell.ours().metric());
    row.add(cell.text() + which);
    return row;
  }

  private static String number(Double value, String flag) {
    return value == null ? "-" : String.format(Locale.ROOT, "%" + flag + ".3f", value);
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
