package io.spikelake.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How rows of plain values are printed, without Spark. Values are text, numbers or null; a number
 * that is not finite counts as null.
 */
enum PlainFormat {
  /** Aligned columns, numbers with four decimals, to be looked at. */
  TABLE {
    @Override
    void print(List<String> columns, List<? extends List<?>> rows, PrintWriter out) {
      List<List<String>> lines = new ArrayList<>();
      lines.add(columns);
      rows.forEach(row -> lines.add(row.stream().map(PlainFormat::rounded).toList()));
      int[] widths = new int[columns.size()];
      for (List<String> line : lines) {
        for (int i = 0; i < widths.length; i++) {
          widths[i] = Math.max(widths[i], line.get(i).length());
        }
      }
      for (List<String> line : lines) {
        out.println(
            IntStream.range(0, widths.length)
                .mapToObj(i -> line.get(i) + " ".repeat(widths[i] - line.get(i).length()))
                .collect(Collectors.joining("  "))
                .stripTrailing());
      }
      out.flush();
    }
  },

  /** RFC 4180 with a header line and LF; null is empty. */
  CSV {
    @Override
    void print(List<String> columns, List<? extends List<?>> rows, PrintWriter out) {
      out.print(line(columns));
      rows.forEach(row -> out.print(line(row)));
      out.flush();
    }

    private String line(List<?> values) {
      return values.stream()
          .map(value -> quoted(isNull(value) ? "" : value.toString()))
          .collect(Collectors.joining(",", "", "\n"));
    }

    private String quoted(String cell) {
      boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
      return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
  },

  /** RFC 8259: one array of objects, every column in every object. */
  JSON {
    @Override
    void print(List<String> columns, List<? extends List<?>> rows, PrintWriter out) {
      out.print("[");
      String separator = "\n";
      for (List<?> row : rows) {
        out.print(separator);
        out.print(
            IntStream.range(0, columns.size())
                .mapToObj(i -> text(columns.get(i)) + ": " + value(row.get(i)))
                .collect(Collectors.joining(", ", "  {", "}")));
        separator = ",\n";
      }
      out.print(rows.isEmpty() ? "]\n" : "\n]\n");
      out.flush();
    }

    private String value(Object value) {
      if (isNull(value)) {
        return "null";
      }
      return value instanceof Number ? value.toString() : text(value.toString());
    }

    private String text(String text) {
      StringBuilder quoted = new StringBuilder("\"");
      for (char c : text.toCharArray()) {
        if (c == '"' || c == '\\') {
          quoted.append('\\').append(c);
        } else if (c < ' ') {
          quoted.append("\\u%04x".formatted((int) c));
        } else {
          quoted.append(c);
        }
      }
      return quoted.append('"').toString();
    }
  };

  /** Prints a header where the format has one, then the rows; each has a value per column. */
  abstract void print(List<String> columns, List<? extends List<?>> rows, PrintWriter out);

  private static boolean isNull(Object value) {
    return value == null || (value instanceof Double number && !Double.isFinite(number));
  }

  private static String rounded(Object value) {
    if (isNull(value)) {
      return "-";
    }
    return value instanceof Double number
        ? String.format(Locale.ROOT, "%.4f", number)
        : value.toString();
  }
}
