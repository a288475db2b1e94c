package io.spikelake.jobs;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.spikelake.jobs.io.Keys;
import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.plan.MethodPlan;
import io.spikelake.jobs.task.ReconstructTask;
import io.spikelake.jobs.task.Shard;
import io.spikelake.jobs.task.Stage;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.QuarantineTable;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.schemas.ScoresTable;
import io.spikelake.schemas.ShardsTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Some shards of a run that become part of the lake together.
 *
 * <p>The order of commits is what makes a killed run harmless: frames, their scores, what of them
 * goes to quarantine, and last the shards. Before its shards are there nothing of a wave counts,
 * and the next run makes it again; after that all of it does.
 */
final class Wave {

  private static final String PLANNED = "planned";
  private static final String BYTES = "bytes";

  private static final StructType PLAN_TYPE =
      new StructType()
          .add(Columns.SHARD, DataTypes.StringType, false)
          .add(PLANNED, DataTypes.LongType, false);

  private final JobContext context;
  private final ReconstructJob.Config config;
  private final Dataset<Row> recordings;

  /**
   * @param recordings rows of {@code recordings} that the shards are of
   */
  Wave(JobContext context, ReconstructJob.Config config, Dataset<Row> recordings) {
    this.context = context;
    this.config = config;
    this.recordings = recordings;
  }

  /**
   * What became part of the lake.
   *
   * @param bytes of images
   * @param frames counts of frames, as {@link ReconstructJob#run} names them
   */
  record Outcome(long bytes, Map<String, Long> frames) {}

  /**
   * Makes, scores and commits frames.
   *
   * @throws IllegalStateException if what was written is not what was planned
   */
  Outcome run(Dataset<Shard> shards) {
    Dataset<Row> plan = plan(shards);
    long count = plan.count();
    if (count == 0) {
      return new Outcome(0, Map.of());
    }
    write(shards, partitions(count));
    long started = System.nanoTime();
    context.step("reconstruct", "Commit a wave");
    Dataset<Row> written = own(plan).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Dataset<Row> complete = complete(plan, written).persist(StorageLevel.MEMORY_AND_DISK());
      try {
        Row sums = complete.agg(count(when(wrong(), 1)), sum(BYTES)).first();
        if (sums.getLong(0) > 0) {
          throw incomplete(complete.where(wrong()).first());
        }
        context
            .lake()
            .append(ScoresTable.TABLE, context.run().sign(ScoreRows.of(written, Columns.SHARD)));
        Map<String, Long> frames = frames(written);
        if (frames.containsKey(ReconstructJob.FRAMES_FAILED)) {
          quarantine(written);
        }
        context.lake().complete(context.run(), complete);
        context.counters().add(Stage.COMMIT, System.nanoTime() - started);
        return new Outcome(sums.getLong(1), frames);
      } finally {
        complete.unpersist();
      }
    } finally {
      written.unpersist();
    }
  }

  private int partitions(long shards) {
    int wanted =
        config.partitions() > 0
            ? config.partitions()
            : 4 * context.spark().sparkContext().defaultParallelism();
    return (int) Math.max(1, Math.min(shards, wanted));
  }

  private void write(Dataset<Shard> shards, int partitions) {
    context.step("reconstruct", "Make and score frames");
    ReconstructTask task =
        new ReconstructTask(
            context.run(),
            config.metrics(),
            config.keep(),
            config.methods().stream().anyMatch(MethodPlan::network),
            context.equipment(),
            context.hadoop(),
            context.counters());
    Dataset<Row> frames =
        shards
            .repartition(partitions)
            .mapPartitions(task, Encoders.row(FramesTable.TABLE.schema()));
    context.lake().append(FramesTable.TABLE, frames);
  }

  private static Dataset<Row> plan(Dataset<Shard> shards) {
    MapFunction<Shard, Row> planned =
        shard -> RowFactory.create(shard.digest(), (long) shard.cells().size());
    return shards.map(planned, Encoders.row(PLAN_TYPE));
  }

  /** Reads back what was written, without the images. */
  private Dataset<Row> own(Dataset<Row> plan) {
    return context
        .lake()
        .read(FramesTable.TABLE)
        .where(col(Columns.COMMITTED_IN).equalTo(context.run().sequence()))
        .drop(FramesTable.RAW, FramesTable.PNG)
        .join(plan.select(Columns.SHARD), Keys.seq(List.of(Columns.SHARD)), "left_semi");
  }

  private static Dataset<Row> complete(Dataset<Row> plan, Dataset<Row> written) {
    Dataset<Row> found =
        written
            .groupBy(Columns.SHARD)
            .agg(
                count(lit(1)).as(ShardsTable.FRAMES),
                sum(coalesce(col(FramesTable.RAW_BYTES), lit(0))
                        .plus(coalesce(col(FramesTable.PNG_BYTES), lit(0))))
                    .as(BYTES));
    return plan.join(found, Keys.seq(List.of(Columns.SHARD)), "left");
  }

  private static Map<String, Long> frames(Dataset<Row> written) {
    Map<String, Long> counts = new TreeMap<>();
    for (Row row : written.groupBy(Columns.STATUS, Columns.DEVICE).count().collectAsList()) {
      String status = row.getString(0);
      String name = status.equals(FramesTable.OK) ? "frames" : "frames_" + status;
      counts.merge(name, row.getLong(2), Long::sum);
      if (!row.isNullAt(1)) {
        counts.merge(ReconstructJob.FRAMES_ON + row.getString(1), row.getLong(2), Long::sum);
      }
    }
    return counts;
  }

  private static Column wrong() {
    return not(col(ShardsTable.FRAMES).eqNullSafe(col(PLANNED)));
  }

  private IllegalStateException incomplete(Row shard) {
    Object frames = shard.getAs(ShardsTable.FRAMES);
    return new IllegalStateException(
        "Shard %s of run %d has %s frames in %s, expected %s; nothing of its wave counts, run again"
            .formatted(
                shard.getAs(Columns.SHARD),
                context.run().sequence(),
                frames == null ? "no" : frames,
                context.lake().location(FramesTable.TABLE),
                shard.getAs(PLANNED)));
  }

  private void quarantine(Dataset<Row> written) {
    Dataset<Row> failed =
        written
            .where(col(Columns.STATUS).equalTo(FramesTable.FAILED))
            .select(
                Columns.RECORDING_ID,
                Columns.RECORDING_VERSION,
                Columns.KEY_FRAME,
                QuarantineTable.REASON_CODE,
                QuarantineTable.MESSAGE);
    Dataset<Row> rows =
        failed
            .join(
                recordings.select(
                    Columns.RECORDING_ID,
                    Columns.RECORDING_VERSION,
                    Columns.DATASET,
                    RecordingsTable.PATH,
                    RecordingsTable.URI,
                    RecordingsTable.LENGTH),
                Keys.seq(RecordingsTable.TABLE.key()))
            .withColumn(QuarantineTable.STAGE, lit("reconstruct"))
            .withColumn(QuarantineTable.BYTE_OFFSET, lit(null).cast(DataTypes.LongType));
    Lake lake = context.lake();
    lake.insertNew(QuarantineTable.TABLE, context.run().sign(rows));
  }
}
