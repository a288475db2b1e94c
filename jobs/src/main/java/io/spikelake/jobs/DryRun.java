package io.spikelake.jobs;

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
import java.util.Objects;
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

  private final JobContext context;

  public DryRun(JobContext context) {
    this.context = context;
  }

  /**
   * @param recordings rows of {@code recordings}, whether or not they are in the lake yet
   */
  public List<Step> steps(
      Dataset<Row> recordings, ReconstructJob.Config reconstruct, ScoreJob.Config score) {
    context.step("dry-run", "Plan");
    List<Step> steps = new ArrayList<>();
    Dataset<Row> cells = new ReconstructJob(context, reconstruct).cells(recordings);
    Dataset<Shard> shards = FramePlan.shards(cells, recordings);
    long bytes =
        Objects.requireNonNullElse(
            shards
                .map(new ShardBytes(context.equipment()), Encoders.LONG())
                .toDF("bytes")
                .agg(sum("bytes"))
                .first()
                .<Long>getAs(0),
            0L);
    steps.add(new Step("read", "bytes of recordings", bytes, null));
    steps.addAll(frames(cells, recordings));
    steps.addAll(scores(new ScoreJob(context, score).missing()));
    return steps;
  }

  private List<Step> frames(Dataset<Row> cells, Dataset<Row> recordings) {
    WorkCosts costs = WorkCosts.of(context.lake());
    return cells
        .join(recordings, Keys.seq(RecordingsTable.TABLE.key()))
        .groupBy(Columns.METHOD)
        .agg(
            count(lit(1)),
            sum(col(RecordingsTable.HEIGHT).cast("long").multiply(col(RecordingsTable.WIDTH))))
        .orderBy(Columns.METHOD)
        .collectAsList()
        .stream()
        .map(
            row ->
                new Step(
                    "reconstruct",
                    row.getString(0),
                    row.getLong(1),
                    costs.seconds(row.getString(0), row.getLong(1), row.getLong(2))))
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
