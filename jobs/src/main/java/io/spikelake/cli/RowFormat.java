package io.spikelake.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.StructField;

/** How rows are printed. */
enum RowFormat {
  /** Aligned columns. */
  TABLE {
    @Override
    void print(Dataset<Row> rows, PrintStream out) {
      List<String[]> lines = new ArrayList<>();
      lines.add(rows.columns());
      texts(rows).toLocalIterator().forEachRemaining(row -> lines.add(cells(row)));
      int[] widths = new int[rows.columns().length];
      for (String[] line : lines) {
        for (int i = 0; i < widths.length; i++) {
          widths[i] = Math.max(widths[i], line[i].length());
        }
      }
      for (String[] line : lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
          text.append(line[i]).append(" ".repeat(widths[i] - line[i].length() + 2));
        }
        out.println(text.toString().stripTrailing());
      }
    }
  },
  /** RFC 4180 with a header line. */
  CSV {
    @Override
    void print(Dataset<Row> rows, PrintStream out) {
      out.println(line(rows.columns()));
      texts(rows).toLocalIterator().forEachRemaining(row -> out.println(line(cells(row))));
    }

    private String line(String[] cells) {
      return String.join(",", Arrays.stream(cells).map(this::quoted).toList());
    }

    private String quoted(String cell) {
      return cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
          ? '"' + cell.replace("\"", "\"\"") + '"'
          : cell;
    }
  },
  /** One array of objects; binary columns in base 64, columns that are null left out. */
  JSON {
    @Override
    void print(Dataset<Row> rows, PrintStream out) {
      Iterator<String> objects = rows.toJSON().toLocalIterator();
      out.print("[");
      for (String separator = "\n"; objects.hasNext(); separator = ",\n") {
        out.print(separator + objects.next());
      }
      out.println("\n]");
    }
  };

  abstract void print(Dataset<Row> rows, PrintStream out);

  private static Dataset<Row> texts(Dataset<Row> rows) {
    // A query may give two columns the same name, so that they are told apart by number here.
    Dataset<Row> numbered =
        rows.toDF(
            IntStream.range(0, rows.columns().length)
                .mapToObj(Integer::toString)
                .toArray(String[]::new));
    return numbered.select(
        Arrays.stream(numbered.schema().fields()).map(RowFormat::text).toArray(Column[]::new));
  }

  private static Column text(StructField field) {
    Column column = functions.col(field.name());
    return field.dataType() instanceof BinaryType
        ? functions.concat(functions.length(column).cast("string"), functions.lit(" bytes"))
        : column.cast("string");
  }

  private static String[] cells(Row row) {
    String[] cells = new String[row.length()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = row.isNullAt(i) ? "" : row.getString(i);
    }
    return cells;
  }
}
