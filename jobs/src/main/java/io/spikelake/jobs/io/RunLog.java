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

  /**
   * How a run ended.
   *
   * @param status {@link RunsTable#FINISHED}, {@link RunsTable#FAILED} or {@link RunsTable#STOPPED}
   * @param counts what it did
   * @param seconds where the time went, by stage
   * @param message why it did not finish; null if it did
   */
  public record End(
      String status, Map<String, Long> counts, Map<String, Double> seconds, String message) {

    public static End finished(Map<String, Long> counts, Map<String, Double> seconds) {
      return new End(RunsTable.FINISHED, counts, seconds, null);
    }
  }

  /** Registers a run that begins now. */
  public Run begin(String command, String config) {
    String id = UUID.randomUUID().toString();
    End open = new End(RunsTable.STARTED, Map.of(), Map.of(), null);
    long sequence =
        new NumberedAppend(lake, RunsTable.TABLE, Columns.COMMITTED_IN)
            .append(id, number -> rows(row(new Run(id, number), command, config, open)));
    return new Run(id, sequence);
  }

  /** Records how a run ended. */
  public void end(Run run, String command, String config, End end) {
    lake.append(RunsTable.TABLE, rows(row(run, command, config, end)));
  }

  private Dataset<Row> rows(Row row) {
    return lake.spark().createDataFrame(List.of(row), RunsTable.TABLE.schema());
  }

  private Row row(Run run, String command, String config, End end) {
    String version = RunLog.class.getPackage().getImplementationVersion();
    return RowFactory.create(
        run.sequence(),
        run.id(),
        command,
        end.status(),
        Timestamp.from(Instant.now()),
        version == null ? "development" : version,
        lake.spark().sparkContext().applicationId(),
        Secrets.redacted(config),
        end.counts(),
        Secrets.redacted(end.message()),
        HostClass.of(lake.spark().sparkContext()),
        end.seconds());
  }
}
