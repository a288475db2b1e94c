package io.spikelake.jobs.report;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.spikelake.jobs.io.Keys;
import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.QuarantineTable;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.schemas.RunsTable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What happened to a lake, and what is in it, as rows to be shown. Reads no image. */
public final class LakeStatus {

  private LakeStatus() {}

  /**
   * One row per run, the newest first: its number, command, how it ended, when it started, its
   * seconds, the frames that it made, the bytes that it read, where the time of its tasks went, on
   * what it ran, and why it failed. A run without an end is going on, or was killed.
   */
  public static Dataset<Row> runs(Lake lake) {
    Dataset<Row> all = lake.read(RunsTable.TABLE);
    Dataset<Row> ends =
        all.where(col(Columns.STATUS).notEqual(RunsTable.STARTED))
            .select(
                col(Columns.COMMITTED_IN),
                col(Columns.STATUS).as("ended"),
                col(RunsTable.AT).as("ended_at"),
                col(RunsTable.COUNTS).as("ended_counts"),
                col(RunsTable.SECONDS).as("seconds_by_stage"),
                col(RunsTable.MESSAGE).as("why"));
    return all.where(col(Columns.STATUS).equalTo(RunsTable.STARTED))
        .join(ends, Keys.seq(List.of(Columns.COMMITTED_IN)), "left")
        .orderBy(col(Columns.COMMITTED_IN).desc())
        .select(
            col(Columns.COMMITTED_IN).as("run"),
            col(RunsTable.COMMAND),
            coalesce(col("ended"), lit("no end")).as(Columns.STATUS),
            col(RunsTable.AT).as(RunsTable.STARTED),
            expr("round((unix_millis(ended_at) - unix_millis(at)) / 1000, 1)").as("seconds"),
            col("ended_counts").getItem("frames").as("frames"),
            col("ended_counts").getItem("waves").as("waves"),
            col("ended_counts").getItem("bytes_read").as("bytes_read"),
            expr("transform_values(seconds_by_stage, (stage, s) -> round(s, 3))")
                .as("seconds_by_stage"),
            col(RunsTable.HOST),
            col(RunsTable.VERSION),
            col("why").as(RunsTable.MESSAGE));
  }

  /**
   * What there is how often: recordings, frames by method and status, and what is in quarantine.
   */
  public static Dataset<Row> contents(Lake lake) {
    Dataset<Row> recordings =
        counted(
            lake.read(RecordingsTable.TABLE)
                .select(
                    lit(RecordingsTable.TABLE.name()).as("what"),
                    col(Columns.DATASET).as("of"),
                    when(col(RecordingsTable.ABSENT_IN).isNull(), "present")
                        .otherwise("absent")
                        .as(Columns.STATUS)));
    Dataset<Row> frames =
        counted(
            lake.frames()
                .select(
                    lit(FramesTable.TABLE.name()).as("what"),
                    col(Columns.METHOD).as("of"),
                    col(Columns.STATUS)));
    Dataset<Row> quarantine =
        counted(
            lake.read(QuarantineTable.TABLE)
                .select(
                    lit(QuarantineTable.TABLE.name()).as("what"),
                    col(Columns.DATASET).as("of"),
                    col(QuarantineTable.REASON_CODE).as(Columns.STATUS)));
    return recordings.unionAll(frames).unionAll(quarantine);
  }

  private static Dataset<Row> counted(Dataset<Row> rows) {
    return rows.groupBy("what", "of", Columns.STATUS)
        .agg(count(lit(1)).as("rows"))
        .orderBy("what", "of", Columns.STATUS);
  }
}
