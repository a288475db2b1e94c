package io.spikelake.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.spikelake.jobs.io.Keys;
import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.io.Run;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.RecordingsTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

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
    lake.insertNew(RecordingsTable.TABLE, recordings);
    Dataset<Row> current =
        lake.currentRecordings(List.of())
            .select(Keys.columns(KEY))
            .withColumn("is_current", lit(true));
    Dataset<Row> stored =
        lake.read(RecordingsTable.TABLE).join(current, Keys.seq(KEY), "left").as("old");
    lake.update(
        RecordingsTable.TABLE,
        recordings
            .drop(HISTORY.toArray(String[]::new))
            .as("new")
            .join(stored, Keys.seq(KEY))
            .where(changed())
            .select(updated()));
  }

  private static Column changed() {
    String differs =
        facts().stream()
            .map(name -> "NOT (old.`%s` <=> new.`%s`)".formatted(name, name))
            .collect(Collectors.joining(" OR "));
    return functions.expr(differs).or(col("old.is_current").isNull());
  }

  private Column[] updated() {
    List<Column> columns = new ArrayList<>();
    KEY.forEach(name -> columns.add(col(name)));
    facts().forEach(name -> columns.add(col("new." + name)));
    columns.add(col("old." + Columns.COMMITTED_IN));
    columns.add(
        when(col("old.is_current").isNull(), lit(run.sequence()))
            .otherwise(col("old." + RecordingsTable.CURRENT_IN))
            .as(RecordingsTable.CURRENT_IN));
    columns.add(lit(null).cast(DataTypes.LongType).as(RecordingsTable.ABSENT_IN));
    return columns.toArray(Column[]::new);
  }

  /**
   * Marks the recordings that are no longer there.
   *
   * @param recordings rows of current recordings that were looked for and not found
   * @return how many
   */
  long gone(Dataset<Row> recordings) {
    Dataset<Row> rows =
        recordings.withColumn(RecordingsTable.ABSENT_IN, lit(run.sequence())).localCheckpoint();
    lake.update(RecordingsTable.TABLE, rows);
    return rows.count();
  }

  private static List<String> facts() {
    return RecordingsTable.TABLE.columnsWithout(HISTORY.toArray(String[]::new)).stream()
        .filter(name -> !KEY.contains(name))
        .toList();
  }
}
