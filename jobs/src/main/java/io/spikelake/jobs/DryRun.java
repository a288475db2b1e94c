package io.spikelake.jobs;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.spikelake.jobs.cost.WorkCosts;
import io.spikelake.jobs.io.Keys;
import io.spikelake.jobs.plan.FramePlan;
import io.spikelake.jobs.task.ScoreTask;
import io.spikelake.jobs.task.Shard;
import io.spikelake.jobs.task.ShardBytes;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.RecordingsTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Says what a run would do and what that would cost, and does none of it. */
public final class DryRun {

  /**
   * One kind of work.
   *
   * @param step ingest, read, reconstruct, or score
   * @param of a method, a metric, or what is counted
   * @param count how many
   * @param seconds of one task; null where nothing was measured yet
   */
  public record Step(String step, String of, long count, Double seconds) {}

  /**
   * Frames to make.
   *
   * @param shards in which they are made, each with a read or more
   * @param bytes of recordings that are read for them
   */
  public record Frames(long shards, long bytes, List<OfMethod> of) {}

  /**
   * Those of a method.
   *
   * @param pixels of all of them together
   */
  public record OfMethod(String method, long frames, long pixels) {}

  private final JobContext context;

  public DryRun(JobContext context) {
    this.context = context;
  }

  /**
   * @param recordings rows of {@code recordings}, whether or not they are in the lake yet
   */
  public List<Step> steps(
      Dataset<Row> recordings, ReconstructJob.Config reconstruct, ScoreJob.Config score) {
    Frames frames = frames(recordings, reconstruct);
    WorkCosts costs = WorkCosts.of(context.lake());
    List<Step> steps = new ArrayList<>();
    steps.add(new Step("read", "bytes of recordings", frames.bytes(), null));
    frames
        .of()
        .forEach(
            method ->
                steps.add(
                    new Step(
                        "reconstruct",
                        method.method(),
                        method.frames(),
                        costs.seconds(method.method(), method.frames(), method.pixels()))));
    steps.addAll(scores(new ScoreJob(context, score).missing()));
    return steps;
  }

  /**
   * The frames that a run would make.
   *
   * @param recordings as {@link #steps}
   */
  public Frames frames(Dataset<Row> recordings, ReconstructJob.Config reconstruct) {
    context.step("dry-run", "Plan");
    Dataset<Row> cells = new ReconstructJob(context, reconstruct).cells(recordings);
    Dataset<Shard> shards = FramePlan.shards(cells, recordings);
    Row reads =
        shards
            .map(new ShardBytes(context.equipment()), Encoders.LONG())
            .toDF("bytes")
            .agg(count(lit(1)), coalesce(sum("bytes"), lit(0L)))
            .first();
    return new Frames(reads.getLong(0), reads.getLong(1), ofMethods(cells, recordings));
  }

  private static List<OfMethod> ofMethods(Dataset<Row> cells, Dataset<Row> recordings) {
    return cells
        .join(recordings, Keys.seq(RecordingsTable.TABLE.key()))
        .groupBy(Columns.METHOD)
        .agg(
            count(lit(1)),
            sum(col(RecordingsTable.HEIGHT).cast("long").multiply(col(RecordingsTable.WIDTH))))
        .orderBy(Columns.METHOD)
        .collectAsList()
        .stream()
        .map(row -> new OfMethod(row.getString(0), row.getLong(1), row.getLong(2)))
        .toList();
  }

  /** Of frames that are there; others are scored as they are made. */
  private static List<Step> scores(Dataset<Row> missing) {
    return missing
        .select(explode(col(ScoreTask.WANTED)).as(Columns.METRIC))
        .groupBy(Columns.METRIC)
        .count()
        .orderBy(Columns.METRIC)
        .collectAsList()
        .stream()
        .map(row -> new Step("score", row.getString(0), row.getLong(1), null))
        .toList();
  }
}
