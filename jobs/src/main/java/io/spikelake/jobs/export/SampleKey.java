package io.spikelake.jobs.export;

import io.spikelake.schemas.Columns;
import io.spikelake.schemas.RecordingsTable;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Row;

/** By what the samples of an export are ordered; the order is that of Spark's {@code sort}. */
record SampleKey(String split, String dataset, String path, String version, long keyFrame)
    implements Comparable<SampleKey>, Serializable {

  static final List<String> COLUMNS =
      List.of(
          RecordingsTable.SPLIT,
          Columns.DATASET,
          RecordingsTable.PATH,
          Columns.RECORDING_VERSION,
          Columns.KEY_FRAME);

  /** Spark compares texts by their UTF-8 bytes, which is not Java's order beyond U+FFFF. */
  static final Comparator<String> BYTES = new ByteOrder();

  private static final Comparator<SampleKey> ORDER =
      Comparator.comparing(SampleKey::split, BYTES)
          .thenComparing(SampleKey::dataset, BYTES)
          .thenComparing(SampleKey::path, BYTES)
          .thenComparing(SampleKey::version, BYTES)
          .thenComparingLong(SampleKey::keyFrame);

  /** Of a row that has {@link #COLUMNS} in this order. */
  static SampleKey of(Row row) {
    return new SampleKey(
        row.getString(0), row.getString(1), row.getString(2), row.getString(3), row.getLong(4));
  }

  @Override
  public int compareTo(SampleKey other) {
    return ORDER.compare(this, other);
  }

  private static final class ByteOrder implements Comparator<String>, Serializable {
    @Override
    public int compare(String a, String b) {
      return Arrays.compareUnsigned(
          a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
  }
}
