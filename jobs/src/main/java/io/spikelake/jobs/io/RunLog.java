package io.spikelake.jobs.io;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import io.delta.exceptions.DeltaConcurrentModificationException;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.RunsTable;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out run sequence numbers and records how runs ended.
 *
 * <p>A number is taken by committing a row under a Delta transaction identifier that is the number
 * itself: of two drivers that ask for the same one, the second's commit is ignored or refused, it
 * reads back that the number is not its own, and asks for the next.
 */
public final class RunLog {

  private static final String TRANSACTION_ID = "spikelake.runs";
  private static final int MAX_TRIES = 20;

  private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);

  private final Lake lake;

  public RunLog(Lake lake) {
    this.lake = lake;
  }

  /** Registers a run that begins now. */
  public Run begin(String command, String config) {
    lake.ensure(RunsTable.TABLE);
    String id = UUID.randomUUID().toString();
    for (int i = 0; i < MAX_TRIES; i++) {
      long sequence = lastSequence() + 1;
      register(sequence, id, command, config);
      if (isOwner(sequence, id)) {
        return new Run(id, sequence);
      }
    }
    throw new IllegalStateException(
        "No run number to be had in %s after %d tries: other runs keep starting"
            .formatted(lake.location(RunsTable.TABLE), MAX_TRIES));
  }

  private long lastSequence() {
    Row row = lake.read(RunsTable.TABLE).agg(max(Columns.COMMITTED_IN)).first();
    return row.isNullAt(0) ? 0 : row.getLong(0);
  }

  private void register(long sequence, String id, String command, String config) {
    Row row = row(sequence, id, command, RunsTable.STARTED, config, Map.of(), null);
    try {
      lake.spark()
          .createDataFrame(List.of(row), RunsTable.TABLE.schema())
          .write()
          .format("delta")
          .mode("append")
          .option("txnAppId", TRANSACTION_ID)
          .option("txnVersion", sequence)
          .save(lake.location(RunsTable.TABLE));
    } catch (DeltaConcurrentModificationException e) {
      LOG.debug("Run number {} was taken by another run", sequence, e);
    }
  }

  private boolean isOwner(long sequence, String id) {
    return !lake.read(RunsTable.TABLE)
        .where(col(Columns.COMMITTED_IN).equalTo(sequence).and(col(Columns.RUN_ID).equalTo(id)))
        .isEmpty();
  }

  /** Records that a run reached its end. */
  public void finish(Run run, String command, String config, Map<String, Long> counts) {
    end(row(run.sequence(), run.id(), command, RunsTable.FINISHED, config, counts, null));
  }

  /** Records that a run failed. */
  public void fail(
      Run run, String command, String config, Map<String, Long> counts, String message) {
    end(row(run.sequence(), run.id(), command, RunsTable.FAILED, config, counts, message));
  }

  private void end(Row row) {
    lake.append(
        RunsTable.TABLE, lake.spark().createDataFrame(List.of(row), RunsTable.TABLE.schema()));
  }

  private Row row(
      long sequence,
      String id,
      String command,
      String status,
      String config,
      Map<String, Long> counts,
      String message) {
    String version = RunLog.class.getPackage().getImplementationVersion();
    return RowFactory.create(
        sequence,
        id,
        command,
        status,
        Timestamp.from(Instant.now()),
        version == null ? "development" : version,
        lake.spark().sparkContext().applicationId(),
        config,
        counts,
        message);
  }
}
