package io.spikelake.jobs.io;

import static org.apache.spark.sql.functions.max;

import io.delta.exceptions.DeltaConcurrentModificationException;
import io.spikelake.schemas.LakeTable;
import java.util.List;
import java.util.function.LongFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.CommitInfo;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.Seq;

/**
 * Appends rows to a table under a number that rises by one from commit to commit and that no two
 * runs get.
 *
 * <p>Each commit carries a Delta transaction of one application id per table, whose version is the
 * number, and the run's id as user metadata. Of two drivers that ask for the same number, the
 * second's commit is refused, or, as Delta does with a version it has seen, ignored without a word;
 * so the log is read back, and where the number is not the run's own, the next one is tried. All
 * that is read is the log: the rows are not.
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
    DeltaLog log = DeltaLog.forTable(lake.spark(), lake.location(table));
    for (int i = 0; i < MAX_TRIES; i++) {
      Snapshot before = log.update(false, Option.empty(), Option.empty());
      long number = last(before) + 1;
      commit(number, runId, rows.apply(number));
      if (isOwner(log, before.version() + 1, number, runId)) {
        return number;
      }
    }
    throw new IllegalStateException(
        "No number to be had in %s after %d tries: other runs keep taking them"
            .formatted(lake.location(table), MAX_TRIES));
  }

  private long last(Snapshot snapshot) {
    Option<Object> version = snapshot.transactions().get(application());
    if (version.isDefined()) {
      return (Long) version.get();
    }
    // Rows that came without a transaction, as when a table was copied.
    Row row = lake.read(table).agg(max(column)).first();
    return row.isNullAt(0) ? 0 : row.getLong(0);
  }

  private String application() {
    return "spikelake." + table.name();
  }

  private void commit(long number, String runId, Dataset<Row> rows) {
    try {
      rows.select(Keys.columns(List.of(table.schema().fieldNames())))
          .write()
          .format("delta")
          .mode("append")
          .options(table.writeOptions())
          .option("txnAppId", application())
          .option("txnVersion", number)
          .option("userMetadata", runId)
          .save(lake.location(table));
    } catch (DeltaConcurrentModificationException e) {
      LOG.debug("Number {} of {} was taken by another run", number, table.name(), e);
    }
  }

  /** Whether a commit from a version of the log on has the number, and is the run's. */
  private boolean isOwner(DeltaLog log, long from, long number, String runId) {
    Iterator<Tuple2<Object, Seq<Action>>> commits = log.getChanges(from, false);
    while (commits.hasNext()) {
      boolean numbered = false;
      boolean own = false;
      Iterator<Action> actions = commits.next()._2().iterator();
      while (actions.hasNext()) {
        Action action = actions.next();
        numbered |=
            action instanceof SetTransaction transaction
                && transaction.appId().equals(application())
                && transaction.version() == number;
        own |= action instanceof CommitInfo info && info.userMetadata().contains(runId);
      }
      if (numbered && own) {
        return true;
      }
    }
    return false;
  }
}
