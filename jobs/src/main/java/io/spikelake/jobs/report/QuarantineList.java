package io.spikelake.jobs.report;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.spikelake.jobs.io.Keys;
import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.plan.FramePlan;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.QuarantineTable;
import io.spikelake.schemas.RecordingsTable;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is in quarantine, and whether it still matters. Rows stay there for the record; a recording
 * that was refused and is good now, and a frame that failed and was made later, are open no more.
 */
public final class QuarantineList {

  /** Whether the trouble still stands. */
  public static final String OPEN = "open";

  private QuarantineList() {}

  /** Rows of {@code quarantine}, with the column {@link #OPEN}. */
  public static Dataset<Row> of(Lake lake) {
    Dataset<Row> current = lake.currentRecordings(List.of());
    Dataset<Row> good =
        current.select(
            col(Columns.RECORDING_ID),
            coalesce(col(RecordingsTable.CURRENT_IN), col(Columns.COMMITTED_IN)).as("good_in"));
    Dataset<Row> failed =
        FramePlan.failed(lake.frames(), List.of())
            .join(
                current.select(Keys.columns(RecordingsTable.TABLE.key())),
                Keys.seq(RecordingsTable.TABLE.key()),
                "left_semi")
            .select(Columns.RECORDING_ID, Columns.KEY_FRAME)
            .distinct()
            .withColumn("fails", lit(true));
    Column sample = col("q." + Columns.KEY_FRAME);
    Column open =
        when(
                sample.isNull(),
                col("good_in").isNull().or(col("good_in").lt(col("q." + Columns.COMMITTED_IN))))
            .otherwise(col("fails").isNotNull());
    return lake.read(QuarantineTable.TABLE)
        .as("q")
        .join(
            good.as("g"),
            col("q." + Columns.RECORDING_ID).equalTo(col("g." + Columns.RECORDING_ID)),
            "left")
        .join(
            failed.as("f"),
            col("q." + Columns.RECORDING_ID)
                .equalTo(col("f." + Columns.RECORDING_ID))
                .and(sample.equalTo(col("f." + Columns.KEY_FRAME))),
            "left")
        .select(col("q.*"), open.as(OPEN));
  }
}
