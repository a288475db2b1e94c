package io.spikelake.jobs.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Lists with a JSON object per line. They pass through the driver, which holds one line. */
final class JsonLines {

  private JsonLines() {}

  /**
   * Writes a file for each value that a column has one run of.
   *
   * @param rows sorted, so that those of a file follow each other
   * @param name path of the file that a row belongs to
   */
  static List<ExportedFile> write(
      ExportFolder folder,
      Dataset<Row> rows,
      Function<Row, String> name,
      Function<Row, Map<String, Object>> line)
      throws IOException {
    List<ExportedFile> files = new ArrayList<>();
    Iterator<Row> all = rows.toLocalIterator();
    Row next = all.hasNext() ? all.next() : null;
    while (next != null) {
      String current = name.apply(next);
      try (ExportFile file = folder.create(current)) {
        do {
          String json = ExportColumns.json(line.apply(next)) + "\n";
          file.stream().write(json.getBytes(StandardCharsets.UTF_8));
          next = all.hasNext() ? all.next() : null;
        } while (next != null && name.apply(next).equals(current));
        files.add(file.commit(0));
      }
    }
    return files;
  }
}
