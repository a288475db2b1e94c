package io.spikelake.jobs.export;

import io.spikelake.schemas.RecordingsTable;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The splits of an export. */
final class Splits {

  private Splits() {}

  /**
   * Rows by split, in the order of {@link SampleKey}.
   *
   * @throws IllegalArgumentException if two splits would have one name in file names
   */
  static SortedMap<String, Long> sizes(Dataset<Row> rows) {
    SortedMap<String, Long> sizes = new TreeMap<>(SampleKey.BYTES);
    for (Row row : rows.groupBy(RecordingsTable.SPLIT).count().collectAsList()) {
      sizes.put(row.getString(0), row.getLong(1));
    }
    Map<String, String> names = new HashMap<>();
    for (String split : sizes.keySet()) {
      String other = names.put(SampleNames.split(split), split);
      if (other != null) {
        throw new IllegalArgumentException(
            "Splits '%s' and '%s' are both '%s' in names of files; rename one in the data set file"
                .formatted(other, split, SampleNames.split(split)));
      }
    }
    return sizes;
  }

  /** As many tasks as there are files, up to what Spark shuffles to. */
  static int tasks(SortedMap<String, Long> files, Dataset<Row> rows) {
    long all = files.values().stream().mapToLong(Long::longValue).sum();
    return (int) Math.min(all, rows.sparkSession().sessionState().conf().numShufflePartitions());
  }
}
