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

  public static final String STARTED = "started";
  public static final String FINISHED = "finished";
  public static final String FAILED = "failed";

  public static final LakeTable TABLE =
      new LakeTable(
          "runs",
          columns(
              Columns.committedIn(),
              Columns.runId(),
              required(COMMAND, DataTypes.StringType, "The command: run, ingest, ..."),
              required(Columns.STATUS, DataTypes.StringType, "started, finished, or failed"),
              required(AT, DataTypes.TimestampType, "When that happened"),
              required(VERSION, DataTypes.StringType, "Version of SpikeLake"),
              required(APPLICATION, DataTypes.StringType, "Spark application id"),
              required(CONFIG, DataTypes.StringType, "Resolved configuration, as JSON"),
              required(
                  COUNTS,
                  DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType, false),
                  "What the run did till then: recordings, quarantined, samples, frames, scores, ..."),
              optional(MESSAGE, DataTypes.StringType, "Why it failed, if it did")),
          List.of(Columns.COMMITTED_IN, Columns.STATUS),
          Map.of());

  private RunsTable() {}
}
