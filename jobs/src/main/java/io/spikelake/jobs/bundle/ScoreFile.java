package io.spikelake.jobs.bundle;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import io.spikelake.jobs.io.Keys;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.RecordingsTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Score rows as compressed CSV, in the order of their keys. Rows pass the driver one partition at a
 * time.
 */
final class ScoreFile {

  private static final List<String> KEY =
      List.of(
          Columns.DATASET,
          RecordingsTable.PATH,
          Columns.RECORDING_ID,
          Columns.RECORDING_VERSION,
          Columns.KEY_FRAME,
          Columns.METHOD,
          Columns.TONE,
          Columns.METRIC);

  private static final List<String> ALL =
      Keys.with(
          KEY,
          Columns.SCORE,
          Columns.STATUS,
          Columns.FLAT_FRACTION,
          Columns.BLOCKS,
          Columns.DEVICE,
          Columns.COMMITTED_IN);

  private ScoreFile() {}

  /**
   * @param scores rows of {@code scores}
   * @param recordings rows of {@code recordings}, whose paths are added
   */
  static void write(Dataset<Row> scores, Dataset<Row> recordings, Path file) throws IOException {
    List<String> recording = RecordingsTable.TABLE.key();
    Iterator<Row> rows =
        scores
            .join(
                recordings.select(Keys.columns(Keys.with(recording, RecordingsTable.PATH))),
                Keys.seq(recording))
            .select(Keys.columns(ALL))
            .orderBy(Keys.columns(KEY))
            .toLocalIterator();
    CsvWriterSettings settings = new CsvWriterSettings();
    settings.getFormat().setLineSeparator("\r\n");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      CsvWriter writer = new CsvWriter(out, StandardCharsets.UTF_8, settings);
      writer.writeHeaders(ALL);
      while (rows.hasNext()) {
        Row row = rows.next();
        String[] cells = new String[row.size()];
        for (int i = 0; i < cells.length; i++) {
          cells[i] = row.isNullAt(i) ? null : row.get(i).toString();
        }
        writer.writeRow(cells);
      }
      writer.close();
    }
  }
}
