package io.spikelake.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.spikelake.dataset.KeyFrameRule;
import io.spikelake.djl.Methods;
import io.spikelake.jobs.io.Keys;
import io.spikelake.jobs.plan.FramePlan;
import io.spikelake.jobs.plan.MethodPlan;
import io.spikelake.jobs.task.Cell;
import io.spikelake.jobs.task.Keep;
import io.spikelake.jobs.task.ReconstructTask;
import io.spikelake.jobs.task.Shard;
import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackManifest;
import io.spikelake.pack.TrainingOverlap;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.QuarantineTable;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.schemas.ShardsTable;
import io.spikelake.variant.VariantId;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills {@code frames}: makes the frames that are asked for and missing, scores each where it is
 * made, and marks the finished shards.
 *
 * <p>The order of commits is what makes a killed run harmless: frames first, then their shards.
 * Frames without their shard do not count, and the next run makes them again.
 */
public final class ReconstructJob {

  private static final Logger LOG = LoggerFactory.getLogger(ReconstructJob.class);

  /** Before the name of a device, the count of frames that networks made on it. */
  public static final String FRAMES_ON = "frames_on_";

  /**
   * @param methods what to run
   * @param metrics complete ids of the metrics computed along
   * @param keyFrames which frames are samples; null for what the data set says
   * @param keep which images are stored
   * @param partitions number of tasks; 0 = chosen by the number of shards and cores
   */
  public record Config(
      List<MethodPlan> methods,
      List<String> metrics,
      KeyFrameRule keyFrames,
      Keep keep,
      int partitions) {}

  private final JobContext context;
  private final Config config;

  public ReconstructJob(JobContext context, Config config) {
    this.context = context;
    this.config = config;
  }

  /**
   * @param recordings rows of {@code recordings} to work on
   * @return counts: samples, frames, frames_window_incomplete, frames_failed, and {@link
   *     #FRAMES_ON} each device
   * @throws IllegalArgumentException if a method needs the white rate of a recording that has none
   */
  public Map<String, Long> run(Dataset<Row> recordings, Progress progress) {
    context.step("reconstruct", "Plan missing frames");
    requireWhiteRates(recordings);
    warnOfTrainingSets(recordings);
    Dataset<Row> wanted = FramePlan.wanted(recordings, config.keyFrames(), config.methods());
    Dataset<Row> missing = FramePlan.missing(wanted, context.lake().committedFrames());
    Dataset<Shard> shards =
        FramePlan.shards(missing, recordings).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Size size = Size.of(shards);
      LOG.info("{} samples in {} shards lack frames", size.samples(), size.shards());
      if (size.shards() == 0) {
        return new TreeMap<>(Map.of("samples", 0L, "frames", 0L));
      }
      progress.start("reconstruct", size.samples(), context.counters().samples());
      write(shards, partitions(size.shards()));
      progress.stop();
      commit();
      Map<String, Long> counts = counts(size);
      if (counts.getOrDefault("frames_failed", 0L) > 0) {
        quarantine(recordings);
      }
      return counts;
    } finally {
      shards.unpersist();
    }
  }

  /** How much there is to do. A key frame is in one shard only, so that samples add up. */
  private record Size(long shards, long samples) implements Serializable {

    static Size of(Dataset<Shard> shards) {
      return shards
          .toJavaRDD()
          .map(shard -> new Size(1, shard.cells().stream().map(Cell::keyFrame).distinct().count()))
          .fold(new Size(0, 0), (a, b) -> new Size(a.shards + b.shards, a.samples + b.samples));
    }
  }

  private void requireWhiteRates(Dataset<Row> recordings) {
    List<String> needing =
        config.methods().stream()
            .filter(MethodPlan::needsWhiteRate)
            .map(MethodPlan::method)
            .toList();
    if (needing.isEmpty()) {
      return;
    }
    List<Row> unknown =
        recordings
            .where(col(RecordingsTable.WHITE_RATE).isNull())
            .select(RecordingsTable.PATH)
            .takeAsList(1);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "The white rate of %s is unknown, and %s needs it to tone its frames; give --white-rate"
                  .formatted(unknown.get(0).getString(0), needing.get(0))
              + " (spikes per plane at white: 1 for real cameras, 0.6 for Spike-REDS), or a --tone");
    }
  }

  /** Says which networks are about to be evaluated on what they were trained on. */
  private void warnOfTrainingSets(Dataset<Row> recordings) {
    Methods methods = context.equipment().value().methods();
    List<PackManifest> named =
        config.methods().stream()
            .flatMap(plan -> methods.pack(VariantId.parse(plan.method())).stream())
            .map(ModelPack::manifest)
            .filter(manifest -> manifest.weights().namesRecordings())
            .toList();
    if (named.isEmpty()) {
      return;
    }
    List<TrainingOverlap.Evaluated> evaluated =
        recordings
            .select(
                Columns.DATASET,
                RecordingsTable.SPLIT,
                RecordingsTable.PATH,
                Columns.RECORDING_VERSION)
            .collectAsList()
            .stream()
            .map(
                row ->
                    new TrainingOverlap.Evaluated(
                        row.getString(0), row.getString(1), row.getString(2), row.getString(3)))
            .toList();
    named.forEach(manifest -> TrainingOverlap.warning(manifest, evaluated).ifPresent(LOG::warn));
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

  /** Reads back what was written, shard by shard, and marks the shards as complete. */
  private void commit() {
    context.step("reconstruct", "Commit shards");
    Dataset<Row> complete = own().groupBy(Columns.SHARD).agg(count(lit(1)).as(ShardsTable.FRAMES));
    context.lake().append(ShardsTable.TABLE, context.run().sign(complete));
  }

  private void quarantine(Dataset<Row> recordings) {
    Dataset<Row> failed =
        own()
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
            .withColumn(QuarantineTable.BYTE_OFFSET, lit(null).cast("bigint"));
    context.lake().insertNew(QuarantineTable.TABLE, context.run().sign(rows));
  }

  private Dataset<Row> own() {
    return context
        .lake()
        .read(FramesTable.TABLE)
        .where(col(Columns.COMMITTED_IN).equalTo(context.run().sequence()));
  }

  private Map<String, Long> counts(Size size) {
    Map<String, Long> counts = new TreeMap<>();
    counts.put("samples", size.samples());
    counts.put("frames", 0L);
    own()
        .groupBy(Columns.STATUS, Columns.DEVICE)
        .count()
        .collectAsList()
        .forEach(
            row -> {
              String status = row.getString(0);
              long frames = row.getLong(2);
              counts.merge(
                  status.equals(FramesTable.OK) ? "frames" : "frames_" + status, frames, Long::sum);
              if (!row.isNullAt(1)) {
                counts.merge(FRAMES_ON + row.getString(1), frames, Long::sum);
              }
            });
    return counts;
  }
}
