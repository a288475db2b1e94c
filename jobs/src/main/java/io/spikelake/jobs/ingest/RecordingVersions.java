package io.spikelake.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.io.Run;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.RecordingsTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/**
 * Keeps {@code recordings} in step with what ingests find. A version is added once and stays: what
 * is known of it may change, such as where it lies; it may be found again after another version, or
 * after it was gone; and it may be gone. Where nothing changed, nothing is written.
 */
final class RecordingVersions {

  private static final List<String> KEY = RecordingsTable.TABLE.key();

  /** What of a version only the lake knows. */
  private static final List<String> HISTORY =
      List.of(Columns.COMMITTED_IN, RecordingsTable.CURRENT_IN, RecordingsTable.ABSENT_IN);

  private static final String IS_NEW = "is_new";
  private static final String WAS_CURRENT = "was_current";

  private final Lake lake;
  private final Run run;

  RecordingVersions(Lake lake, Run run) {
    this.lake = lake;
    this.run = run;
  }

  /**
   * @param recordings rows of what is there now, no two with the same key
   */
  void found(Dataset<Row> recordings) {
    Dataset<Row> stored =
        lake.recordingVersions(List.of()).withColumnRenamed(Lake.CURRENT, WAS_CURRENT).as("old");
    Column isNew = col(WAS_CURRENT).isNull();
    Dataset<Row> news =
        recordings
            .as("new")
            .join(stored, same(KEY), "left")
            .where(isNew.or(not(col(WAS_CURRENT))).or(not(same(facts()))))
            .select(columns(isNew))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Row counts = news.agg(count(when(col(IS_NEW), 1)), count(lit(1))).first();
      if (counts.getLong(0) < counts.getLong(1)) {
        lake.update(RecordingsTable.TABLE, news.where(not(col(IS_NEW))));
      }
      if (counts.getLong(0) > 0) {
        lake.append(RecordingsTable.TABLE, news.where(IS_NEW));
      }
    } finally {
      news.unpersist();
    }
  }

  private static Column same(List<String> names) {
    return names.stream()
        .map(name -> col("old." + name).eqNullSafe(col("new." + name)))
        .reduce(lit(true), Column::and);
  }

  private Column[] columns(Column isNew) {
    List<Column> columns = new ArrayList<>();
    columns.add(isNew.as(IS_NEW));
    KEY.forEach(name -> columns.add(col("new." + name)));
    facts().forEach(name -> columns.add(col("new." + name)));
    columns.add(kept(Columns.COMMITTED_IN, isNew));
    columns.add(
        when(isNew.or(col(WAS_CURRENT)), kept(RecordingsTable.CURRENT_IN, isNew))
            .otherwise(lit(run.sequence()))
            .as(RecordingsTable.CURRENT_IN));
    columns.add(lit(null).cast(DataTypes.LongType).as(RecordingsTable.ABSENT_IN));
    return columns.toArray(Column[]::new);
  }

  private static Column kept(String name, Column isNew) {
    return when(isNew, col("new." + name)).otherwise(col("old." + name)).as(name);
  }

  /**
   * Marks recordings that are no longer there.
   *
   * @param recordings rows of current recordings that were looked for and not found
   * @return how many
   */
  long gone(Dataset<Row> recordings) {
    Dataset<Row> rows =
        recordings.withColumn(RecordingsTable.ABSENT_IN, lit(run.sequence())).localCheckpoint();
    long count = rows.count();
    if (count > 0) {
      lake.update(RecordingsTable.TABLE, rows);
    }
    return count;
  }

  private static List<String> facts() {
    return RecordingsTable.TABLE.columnsWithout(HISTORY.toArray(String[]::new)).stream()
        .filter(name -> !KEY.contains(name))
        .toList();
  }
}
