package io.spikelake.jobs;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.when;

import io.spikelake.djl.Methods;
import io.spikelake.jobs.io.Keys;
import io.spikelake.jobs.plan.FramePlan;
import io.spikelake.jobs.plan.Scope;
import io.spikelake.jobs.task.Keep;
import io.spikelake.jobs.task.ReconstructTask;
import io.spikelake.jobs.task.ScoreTask;
import io.spikelake.jobs.task.Shard;
import io.spikelake.quality.MetricStatus;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.schemas.ScoresTable;
import io.spikelake.variant.VariantId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills {@code scores} with what is asked for and missing: from results that frames carry, from
 * stored images, and where none was stored, by making the frame again.
 */
public final class ScoreJob {

  private static final Logger LOG = LoggerFactory.getLogger(ScoreJob.class);

  /** A frame's key, its device, and its metric results: what {@link ScoreTask} returns. */
  private static final StructType SCORED =
      FramesTable.TABLE.only(
          Keys.with(FramesTable.TABLE.key(), Columns.DATASET, Columns.DEVICE, FramesTable.METRICS));

  private static final List<String> RECORDING = RecordingsTable.TABLE.key();
  private static final List<String> SCORE = ScoresTable.TABLE.key();

  /** One row of {@code frames}, even where two runs at once made the same frame. */
  private static final List<String> FRAME =
      Keys.with(FramesTable.TABLE.key(), Columns.COMMITTED_IN);

  /**
   * @param metrics complete ids of the metrics that every frame is to have
   * @param datasets data sets whose frames these are; empty for all
   * @param methods complete keys of the methods whose frames these are; empty for all
   * @param scope which recordings and frames these are
   */
  public record Config(
      List<String> metrics, List<String> datasets, List<String> methods, Scope scope) {

    /** Of whole data sets. */
    public Config(List<String> metrics, List<String> datasets, List<String> methods) {
      this(metrics, datasets, methods, Scope.ALL);
    }
  }

  private final JobContext context;
  private final Config config;

  public ScoreJob(JobContext context, Config config) {
    this.context = context;
    this.config = config;
  }

  /**
   * @return counts: scores_derived, scores_computed, frames_made_again
   */
  public Map<String, Long> run() {
    Map<String, Long> counts = new TreeMap<>(Map.of("scores_derived", 0L, "scores_computed", 0L));
    if (!missing().isEmpty()) {
      counts.put("scores_derived", derive());
      counts.put("scores_computed", computeMissing(counts));
    }
    return counts;
  }

  /** Brings results that frames carry into {@code scores}, if they are not there. */
  private long derive() {
    context.step("score", "Derive scores from frames");
    Dataset<Row> carried = ScoreRows.of(context.lake().frames());
    return append(carried.join(scored(), Keys.seq(SCORE), "left_anti"));
  }

  private long computeMissing(Map<String, Long> counts) {
    context.step("score", "Compute missing scores");
    Dataset<Row> missing = missing().persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Dataset<Row> made = missing.where(col(Columns.STATUS).equalTo(FramesTable.OK));
      long computed = append(withoutImage(missing));
      computed +=
          append(
              ScoreRows.of(fromStoredImages(made.where(col(FramesTable.RAW_BYTES).isNotNull()))));
      Dataset<Row> unstored = made.where(col(FramesTable.RAW_BYTES).isNull());
      long again = unstored.count();
      if (again > 0) {
        LOG.warn("{} frames have no stored image (--keep); making them again to score them", again);
        counts.put("frames_made_again", again);
        computed += append(madeAgain(unstored));
      }
      return computed;
    } finally {
      missing.unpersist();
    }
  }

  /**
   * Frames of current recordings that lack scores: key, device, status, length of the stored image,
   * and the ids of the metrics that are missing. Reads no image.
   */
  Dataset<Row> missing() {
    Dataset<Row> recordings = config.scope().recordings(recordings());
    Dataset<Row> all =
        context
            .lake()
            .frames()
            .where(col(Columns.STATUS).notEqual(FramesTable.FAILED))
            .where(Keys.among(Columns.DATASET, config.datasets()))
            .where(Keys.among(Columns.METHOD, config.methods()));
    Dataset<Row> frames =
        config
            .scope()
            .cells(all, recordings)
            .join(
                recordings.select(Keys.columns(Keys.with(RECORDING, RecordingsTable.GROUND_TRUTH))),
                Keys.seq(RECORDING));
    return frames
        .withColumn(Columns.METRIC, explode(applicable()))
        .drop(RecordingsTable.GROUND_TRUTH)
        .join(scored(), Keys.seq(SCORE), "left_anti")
        .groupBy(
            Keys.columns(
                Keys.with(
                    FRAME, Columns.DATASET, Columns.DEVICE, Columns.STATUS, FramesTable.RAW_BYTES)))
        .agg(sort_array(collect_list(col(Columns.METRIC))).as(ScoreTask.WANTED));
  }

  /** Keys of the scores there are. */
  private Dataset<Row> scored() {
    return context.lake().committedScores().select(Keys.columns(SCORE));
  }

  /**
   * The metrics that a sample can have: those with a reference only where there is a ground truth.
   */
  private Column applicable() {
    Column without = literal(false);
    Column with = literal(true);
    Column keyFrames = col(RecordingsTable.GROUND_TRUTH).getField(Columns.KEY_FRAME);
    return when(array_contains(keyFrames, col(Columns.KEY_FRAME)), concat(without, with))
        .otherwise(without);
  }

  private Column literal(boolean needsReference) {
    Column[] ids =
        config.metrics().stream()
            .filter(id -> context.equipment().value().needsReference(id) == needsReference)
            .map(id -> lit(id))
            .toArray(Column[]::new);
    return array(ids).cast(new ArrayType(DataTypes.StringType, false));
  }

  private Dataset<Row> withoutImage(Dataset<Row> missing) {
    return missing
        .where(col(Columns.STATUS).equalTo(FramesTable.WINDOW_INCOMPLETE))
        .withColumn(Columns.METRIC, explode(col(ScoreTask.WANTED)))
        .withColumn(Columns.SCORE, lit(null).cast(DataTypes.DoubleType))
        .withColumn(Columns.STATUS, lit(MetricStatus.WINDOW_INCOMPLETE.id()))
        .withColumn(Columns.FLAT_FRACTION, lit(null).cast(DataTypes.DoubleType))
        .withColumn(Columns.BLOCKS, lit(0));
  }

  private Dataset<Row> fromStoredImages(Dataset<Row> stored) {
    return images(stored)
        .mapPartitions(
            new ScoreTask(context.equipment(), context.hadoop(), context.counters()),
            Encoders.row(SCORED));
  }

  /**
   * The stored images of frames, with the columns of their recordings. Images stay where they are
   * read: the narrow sides travel, each recording once. Only files of the runs that made the frames
   * are opened.
   *
   * @param stored frames as {@link #missing} returns them
   */
  Dataset<Row> images(Dataset<Row> stored) {
    Object[] runs = Keys.runs(stored);
    return context
        .lake()
        .read(FramesTable.TABLE)
        .where(col(Columns.COMMITTED_IN).isin(runs))
        .select(Keys.columns(Keys.with(FRAME, FramesTable.RAW)))
        .join(
            broadcast(
                stored.select(Keys.columns(Keys.with(FRAME, Columns.DEVICE, ScoreTask.WANTED)))),
            Keys.seq(FRAME))
        .join(broadcast(recordings()), Keys.seq(RECORDING));
  }

  private Dataset<Row> madeAgain(Dataset<Row> unstored) {
    // One task per core; the plan itself is small, and Spark would put all of it into one.
    Dataset<Shard> shards =
        FramePlan.shards(
                unstored.select(Keys.columns(FramesTable.TABLE.key())).distinct(), recordings())
            .repartition(context.spark().sparkContext().defaultParallelism());
    ReconstructTask task =
        new ReconstructTask(
            context.run(),
            config.metrics(),
            Keep.NONE,
            needsNetworks(unstored),
            context.equipment(),
            context.hadoop(),
            context.counters());
    Dataset<Row> frames = shards.mapPartitions(task, Encoders.row(FramesTable.TABLE.schema()));
    Dataset<Row> wanted =
        unstored
            .withColumn(Columns.METRIC, explode(col(ScoreTask.WANTED)))
            .select(Keys.columns(SCORE));
    return ScoreRows.of(frames).join(wanted, Keys.seq(SCORE), "left_semi");
  }

  private boolean needsNetworks(Dataset<Row> frames) {
    Methods methods = context.equipment().value().methods();
    return FramePlan.methods(frames).stream()
        .anyMatch(method -> methods.pack(VariantId.parse(method)).isPresent());
  }

  /** Only of the newest version of a recording is the content still there. */
  private Dataset<Row> recordings() {
    return context.lake().currentRecordings(List.of()).drop(Columns.COMMITTED_IN);
  }

  private long append(Dataset<Row> scores) {
    Dataset<Row> rows =
        context
            .run()
            .sign(scores)
            .withColumn(Columns.SHARD, lit(null).cast(DataTypes.StringType))
            .dropDuplicates(SCORE.toArray(String[]::new))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long count = rows.count();
      if (count > 0) {
        context.lake().append(ScoresTable.TABLE, rows);
      }
      return count;
    } finally {
      rows.unpersist();
    }
  }
}
