package io.spikelake.it;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;

import io.spikelake.jobs.DryRun;
import io.spikelake.jobs.JobContext;
import io.spikelake.jobs.Progress;
import io.spikelake.jobs.ReconstructJob;
import io.spikelake.jobs.ScoreJob;
import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.io.Run;
import io.spikelake.jobs.io.RunLog;
import io.spikelake.jobs.plan.MethodPlan;
import io.spikelake.jobs.plan.Mode;
import io.spikelake.jobs.plan.WaveSize;
import io.spikelake.jobs.session.SparkSessions;
import io.spikelake.jobs.task.Equipment;
import io.spikelake.jobs.task.Keep;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.schemas.ScoresTable;
import io.spikelake.schemas.ShardsTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/**
 * Multiplies the one frame of a lake to many samples, and plans nights on it; prints what they did.
 *
 * <p>Arguments: the lake, which has a recording with a frame of {@code tfp} and its PIQE; how many
 * recordings to make of it; how many key frames each.
 */
final class PlanningProbe {

  private PlanningProbe() {}

  public static void main(String[] arguments) throws Exception {
    try (SparkSession spark = SparkSessions.open("spikelake-planning")) {
      Lake lake = new Lake(spark, arguments[0]);
      multiply(lake, Long.parseLong(arguments[1]), Long.parseLong(arguments[2]));
      Run run = new RunLog(lake).begin("probe", "{}");
      try (JobContext context = JobContext.of(lake, run, Equipment.bundled())) {
        long started = System.nanoTime();
        Map<String, Long> counts = new TreeMap<>();
        counts.putAll(job(context, "tfp").run(recordings(lake), Progress.SILENT));
        counts.putAll(new ScoreJob(context, score(context)).run());
        counts.putAll(context.counters().sums());
        counts.put("jobs", jobs(context));
        System.out.println("NOOP " + counts);
        System.out.printf("seconds of the no-op: %.1f%n", (System.nanoTime() - started) / 1e9);
        for (DryRun.Step step :
            new DryRun(context)
                .steps(recordings(lake), config(context, "tfp,tfi"), score(context))) {
          System.out.printf("STEP %s %d %s%n", step.step(), step.count(), step.of());
        }
      }
    }
  }

  private static void multiply(Lake lake, long recordings, long keyFrames) {
    Column id = concat(lit("copy-"), col("copy"));
    Dataset<Row> copies = lake.spark().range(recordings).toDF("copy");
    Column frames = sequence(lit(0L), lit(keyFrames - 1));
    lake.append(
        RecordingsTable.TABLE,
        lake.read(RecordingsTable.TABLE)
            .crossJoin(copies)
            .withColumn(Columns.RECORDING_ID, id)
            .withColumn(RecordingsTable.PATH, id)
            .withColumn(RecordingsTable.PLANES, lit(keyFrames + 100))
            .withColumn(RecordingsTable.KEY_FRAMES, frames));
    Dataset<Row> cells =
        copies.withColumn("frame", explode(frames)).withColumn("id", id).drop("copy");
    lake.append(
        FramesTable.TABLE,
        lake.read(FramesTable.TABLE)
            .withColumn(FramesTable.RAW, lit(null).cast(DataTypes.BinaryType))
            .withColumn(FramesTable.PNG, lit(null).cast(DataTypes.BinaryType))
            .crossJoin(cells)
            .withColumn(Columns.RECORDING_ID, col("id"))
            .withColumn(Columns.KEY_FRAME, col("frame"))
            .withColumn(Columns.SHARD, col("id")));
    lake.append(
        ScoresTable.TABLE,
        lake.read(ScoresTable.TABLE)
            .crossJoin(cells)
            .withColumn(Columns.RECORDING_ID, col("id"))
            .withColumn(Columns.KEY_FRAME, col("frame"))
            .withColumn(Columns.SHARD, col("id")));
    lake.append(
        ShardsTable.TABLE,
        lake.read(ShardsTable.TABLE).crossJoin(copies).withColumn(Columns.SHARD, id));
  }

  private static Dataset<Row> recordings(Lake lake) {
    return lake.currentRecordings(List.of());
  }

  private static ReconstructJob job(JobContext context, String methods) {
    return new ReconstructJob(context, config(context, methods));
  }

  private static ReconstructJob.Config config(JobContext context, String methods) {
    return new ReconstructJob.Config(
        List.of(methods.split(",")).stream()
            .map(typed -> MethodPlan.of(context.equipment().value().methods(), typed, "clip"))
            .toList(),
        score(context).metrics(),
        null,
        Keep.BOTH,
        Mode.INCREMENTAL,
        WaveSize.DEFAULT,
        0);
  }

  private static ScoreJob.Config score(JobContext context) {
    Equipment tools = context.equipment().value();
    return new ScoreJob.Config(
        List.of(tools.metrics().resolve("piqe", tools.models()).toString()), List.of(), List.of());
  }

  private static long jobs(JobContext context) {
    var tracker = context.spark().sparkContext().statusTracker();
    return tracker.getJobIdsForGroup("reconstruct").length
        + tracker.getJobIdsForGroup("score").length;
  }
}
