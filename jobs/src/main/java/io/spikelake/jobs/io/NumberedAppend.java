package io.spikelake.jobs.io;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import io.delta.exceptions.DeltaConcurrentModificationException;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.LakeTable;
import java.util.List;
import java.util.function.LongFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends rows to a table under a number that rises by one from commit to commit and that no two
 * runs get.
 *
 * <p>Each commit carries a Delta transaction of one application id per table, whose version is the
 * number. Of two drivers that ask for the same number, the second's commit is refused, or, as Delta
 * does with a version it has seen, ignored without a word; so the rows are read back, and where
 * they are not the run's own, the next number is tried.
 */
final class NumberedAppend {

  private static final int MAX_TRIES = 20;

  private static final Logger LOG = LoggerFactory.getLogger(NumberedAppend.class);

  private final Lake lake;
  private final LakeTable table;
  private final String column;

  /**
   * @param column the column of the table that holds the number
   */
  NumberedAppend(Lake lake, LakeTable table, String column) {
    this.lake = lake;
    this.table = table;
    this.column = column;
  }

  /**
   * @param runId the run whose rows these are
   * @param rows the rows of a number, at least one, each with the run's id and that number
   * @return the number
   * @throws IllegalStateException if other runs take one number after the other
   */
  long append(String runId, LongFunction<Dataset<Row>> rows) {
    lake.ensure(table);
    for (int i = 0; i < MAX_TRIES; i++) {
      long number = last() + 1;
      commit(number, rows.apply(number));
      if (isOwner(number, runId)) {
        return number;
      }
    }
    throw new IllegalStateException(
        "No number to be had in %s after %d tries: other runs keep taking them"
            .formatted(lake.location(table), MAX_TRIES));
  }

  private long last() {
    Row row = lake.read(table).agg(max(column)).first();
    return row.isNullAt(0) ? 0 : row.getLong(0);
  }

  private void commit(long number, Dataset<Row> rows) {
    try {
      rows.select(Keys.columns(List.of(table.schema().fieldNames())))
          .write()
          .format("delta")
          .mode("append")
          .options(table.writeOptions())
          .option("txnAppId", "spikelake." + table.name())
          .option("txnVersion", number)
          .save(lake.location(table));
    } catch (DeltaConcurrentModificationException e) {
      LOG.debug("Number {} of {} was taken by another run", number, table.name(), e);
    }
  }

  private boolean isOwner(long number, String runId) {
    return !lake.read(table)
        .where(col(column).equalTo(number).and(col(Columns.RUN_ID).equalTo(runId)))
        .isEmpty();
  }
}
