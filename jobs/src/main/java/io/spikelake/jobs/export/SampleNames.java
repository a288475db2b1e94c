package io.spikelake.jobs.export;

import io.spikelake.schemas.Columns;
import io.spikelake.schemas.RecordingsTable;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.Row;

/**
 * Names of files: of letters, digits, {@code -} and {@code _} alone, so that they are the same in
 * every archive and file system, and have no dot but the one before what kind of file it is.
 */
final class SampleNames {

  /** With number, identity and suffix a name fits into the oldest tar header, 100 bytes. */
  private static final int READABLE_LENGTH = 40;

  private SampleNames() {}

  /** End of the recording's path for people, key frame, and the identity that makes it unique. */
  static String sample(Row row) {
    return "%s-%d-%s"
        .formatted(
            readable(row.getAs(RecordingsTable.PATH)),
            row.<Long>getAs(Columns.KEY_FRAME),
            row.<String>getAs(Columns.RECORDING_ID));
  }

  static String recording(Row row) {
    return "%s-%s"
        .formatted(
            readable(row.getAs(RecordingsTable.PATH)), row.<String>getAs(Columns.RECORDING_ID));
  }

  private static String readable(String path) {
    String words = trimmed(path.replaceFirst("\\.[^./]*$", "").replaceAll("[^A-Za-z0-9_]+", "-"));
    String end = trimmed(words.substring(Math.max(0, words.length() - READABLE_LENGTH)));
    return end.isEmpty() ? "recording" : end;
  }

  private static String trimmed(String words) {
    return words.replaceAll("^-+|-+$", "");
  }

  /** Folder of a class: different for different classes; other characters as in a URL. */
  static String folder(String className) {
    StringBuilder name = new StringBuilder();
    for (byte b : className.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || c == '-' || c == '_')) {
        name.append(c);
      } else {
        name.append("%%%02X".formatted((int) c));
      }
    }
    return name.toString();
  }

  /** Name of a split in file names, where {@code -} parts it from numbers. */
  static String split(String split) {
    return split.replaceAll("[^A-Za-z0-9_]", "_");
  }
}
