package io.spikelake.jobs;

import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.io.Run;
import io.spikelake.jobs.session.SparkSessions;
import io.spikelake.jobs.task.Equipment;
import io.spikelake.schemas.LakeTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.ExplainMode;

/** One local session for all tests of this JVM, and hand-made rows of the lake's tables. */
public final class SharedSpark {

  private static SparkSession session;

  private SharedSpark() {}

  /** The session, opened as a job opens it. */
  public static synchronized SparkSession session() {
    if (session == null) {
      System.setProperty("spark.master", "local[2]");
      try {
        session = SparkSessions.open("spikelake-test");
      } finally {
        System.clearProperty("spark.master");
      }
    }
    return session;
  }

  public static Lake lake(Path folder) {
    return new Lake(session(), folder.toString());
  }

  /** A context whose rows are signed by a run of the given number. */
  public static JobContext context(Lake lake, long sequence) throws Exception {
    return JobContext.of(lake, new Run("run-" + sequence, sequence), Equipment.bundled());
  }

  /** A row of a table from names and values in turn; other columns are null. */
  public static Row row(LakeTable table, Object... namesAndValues) {
    Object[] values = new Object[table.schema().length()];
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values[table.index((String) namesAndValues[i])] = namesAndValues[i + 1];
    }
    return RowFactory.create(values);
  }

  public static Dataset<Row> rows(LakeTable table, Row... rows) {
    return session().createDataFrame(new ArrayList<>(Arrays.asList(rows)), table.schema());
  }

  /** A row of {@code recordings} with an 8 x 16 picture. */
  public static Row recording(String id, String version, long committedIn, Map<String, ?> more) {
    Object[] fixed = {
      "recording_id",
      id,
      "recording_version",
      version,
      "dataset",
      "scenes",
      "path",
      id + ".dat",
      "uri",
      "file:/nowhere/" + id + ".dat",
      "length",
      1600L,
      "modified_at",
      new java.sql.Timestamp(0),
      "format",
      "dat",
      "height",
      8,
      "width",
      16,
      "planes",
      100L,
      "flip",
      false,
      "head_columns",
      0,
      "bit_policy",
      "padded",
      "key_frames",
      List.of(50L),
      "ground_truth",
      List.of(),
      "committed_in",
      committedIn
    };
    List<Object> all = new ArrayList<>(Arrays.asList(fixed));
    more.forEach((name, value) -> all.addAll(List.of(name, value)));
    return row(io.spikelake.schemas.RecordingsTable.TABLE, all.toArray());
  }

  /** A row of {@code frames} of a 1 x 1 image. */
  public static Row frame(
      String id, long keyFrame, String shard, long committedIn, Object... more) {
    Object[] fixed = {
      "recording_id",
      id,
      "recording_version",
      "v1",
      "key_frame",
      keyFrame,
      "method",
      "tfp/spike-zoo@1:window=5",
      "tone",
      "none",
      "dataset",
      "scenes",
      "status",
      "ok",
      "window_start",
      keyFrame - 2,
      "window_planes",
      5L,
      "metrics",
      List.of(),
      "shard",
      shard,
      "run_id",
      "run-" + committedIn,
      "committed_in",
      committedIn
    };
    List<Object> all = new ArrayList<>(Arrays.asList(fixed));
    all.addAll(Arrays.asList(more));
    return row(io.spikelake.schemas.FramesTable.TABLE, all.toArray());
  }

  /**
   * A row of {@code scores} of a 4-block image in the tone {@code clip}.
   *
   * @param score null for none, because the image is constant
   */
  public static Row score(
      String id,
      long keyFrame,
      String method,
      String metric,
      Double score,
      long committedIn,
      Object... more) {
    Object[] fixed = {
      "recording_id",
      id,
      "recording_version",
      "v1",
      "key_frame",
      keyFrame,
      "method",
      method,
      "tone",
      "clip",
      "metric",
      metric,
      "dataset",
      "scenes",
      "score",
      score,
      "status",
      score == null ? "constant" : "ok",
      "blocks",
      4,
      "run_id",
      "run-" + committedIn,
      "committed_in",
      committedIn
    };
    List<Object> all = new ArrayList<>(Arrays.asList(fixed));
    all.addAll(Arrays.asList(more));
    return row(io.spikelake.schemas.ScoresTable.TABLE, all.toArray());
  }

  /** A row of {@code shards}. */
  public static Row shard(String shard, long committedIn) {
    return row(
        io.spikelake.schemas.ShardsTable.TABLE,
        "shard",
        shard,
        "frames",
        1L,
        "run_id",
        "run-" + committedIn,
        "committed_in",
        committedIn);
  }

  /** The physical plan, with what each scan reads. */
  public static String plan(Dataset<Row> rows) {
    return rows.queryExecution().explainString(ExplainMode.fromString("formatted"));
  }

  /** Number of versions that a Delta table has. */
  public static long versions(Lake lake, LakeTable table) {
    return io.delta.tables.DeltaTable.forPath(lake.spark(), lake.location(table)).history().count();
  }
}
