package io.spikelake.schemas;

import static io.spikelake.schemas.LakeTable.columns;
import static io.spikelake.schemas.LakeTable.optional;
import static io.spikelake.schemas.LakeTable.required;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;

/**
 * What happened to the runs of commands that write to the lake: one row when a run starts and one
 * when it ends. A run that was killed has only the first.
 */
public final class RunsTable {

  public static final String COMMAND = "command";
  public static final String AT = "at";
  public static final String VERSION = "version";
  public static final String APPLICATION = "application";
  public static final String CONFIG = "config";
  public static final String COUNTS = "counts";
  public static final String MESSAGE = "message";
  public static final String HOST = "host";
  public static final String SECONDS = "seconds";

  public static final String STARTED = "started";
  public static final String FINISHED = "finished";
  public static final String FAILED = "failed";

  /** It was asked to end, by signal, and left what it had not begun to the next run. */
  public static final String STOPPED = "stopped";

  public static final LakeTable TABLE =
      new LakeTable(
          "runs",
          columns(
              Columns.committedIn(),
              Columns.runId(),
              required(COMMAND, DataTypes.StringType, "The command: run, ingest, ..."),
              required(
                  Columns.STATUS, DataTypes.StringType, "started, finished, failed, or stopped"),
              required(AT, DataTypes.TimestampType, "When that happened"),
              required(VERSION, DataTypes.StringType, "Version of SpikeLake"),
              required(APPLICATION, DataTypes.StringType, "Spark application id"),
              required(CONFIG, DataTypes.StringType, "Resolved configuration, as JSON"),
              required(
                  COUNTS,
                  DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType, false),
                  "What the run did till then: recordings, quarantined, samples, frames, scores, ..."),
              optional(MESSAGE, DataTypes.StringType, "Why it failed, if it did"),
              optional(
                  HOST,
                  DataTypes.StringType,
                  "Class of machine of the driver, and the cores and executors of the run"),
              optional(
                  SECONDS,
                  DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false),
                  "Time by stage, of all tasks together: read, decode, reconstruct, infer, score,"
                      + " encode; commit is the driver's")),
          List.of(Columns.COMMITTED_IN, Columns.STATUS),
          Map.of());

  private RunsTable() {}
}
