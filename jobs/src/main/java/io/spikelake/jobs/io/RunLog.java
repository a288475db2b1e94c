package io.spikelake.jobs.io;

import io.spikelake.schemas.Columns;
import io.spikelake.schemas.RunsTable;
import io.spikelake.secrets.Secrets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Hands out run sequence numbers and records how runs ended. */
public final class RunLog {

  private final Lake lake;

  public RunLog(Lake lake) {
    this.lake = lake;
  }

  /** Registers a run that begins now. */
  public Run begin(String command, String config) {
    String id = UUID.randomUUID().toString();
    long sequence =
        new NumberedAppend(lake, RunsTable.TABLE, Columns.COMMITTED_IN)
            .append(
                id,
                number ->
                    rows(row(number, id, command, RunsTable.STARTED, config, Map.of(), null)));
    return new Run(id, sequence);
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
    lake.append(RunsTable.TABLE, rows(row));
  }

  private Dataset<Row> rows(Row row) {
    return lake.spark().createDataFrame(List.of(row), RunsTable.TABLE.schema());
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
        Secrets.redacted(config),
        counts,
        Secrets.redacted(message));
  }
}
