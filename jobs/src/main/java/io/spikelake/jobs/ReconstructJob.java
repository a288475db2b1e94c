package io.spikelake.jobs;

import static io.spikelake.jobs.task.FrameRows.UNREADABLE;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.spikelake.dataset.KeyFrameRule;
import io.spikelake.djl.Methods;
import io.spikelake.jobs.plan.FramePlan;
import io.spikelake.jobs.plan.MethodPlan;
import io.spikelake.jobs.plan.Mode;
import io.spikelake.jobs.plan.PlannedShards;
import io.spikelake.jobs.plan.WaveSize;
import io.spikelake.jobs.task.Keep;
import io.spikelake.jobs.task.Shard;
import io.spikelake.jobs.task.TaskCounters;
import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackManifest;
import io.spikelake.pack.TrainingOverlap;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.variant.VariantId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills {@code frames} and {@code scores}: makes the frames that are asked for and missing and
 * scores each where it is made, in waves, each of which is in the lake wholly or not at all.
 */
public final class ReconstructJob {

  private static final Logger LOG = LoggerFactory.getLogger(ReconstructJob.class);

  static final String FRAMES_FAILED = "frames_" + FramesTable.FAILED;

  /** Before the name of a device, the count of frames that networks made on it. */
  public static final String FRAMES_ON = "frames_on_";

  /**
   * @param methods what to run
   * @param metrics complete ids of the metrics computed along
   * @param keyFrames which frames are samples; null for what the data set says
   * @param keep which images are stored
   * @param mode which of them are made
   * @param wave how much goes into one commit
   * @param partitions number of tasks of a wave; 0 = chosen by the number of shards and cores
   */
  public record Config(
      List<MethodPlan> methods,
      List<String> metrics,
      KeyFrameRule keyFrames,
      Keep keep,
      Mode mode,
      WaveSize wave,
      int partitions) {}

  private final JobContext context;
  private final Config config;

  public ReconstructJob(JobContext context, Config config) {
    this.context = context;
    this.config = config;
  }

  /**
   * @param recordings rows of {@code recordings} to work on
   * @return counts: samples, waves, frames, frames_window_incomplete, frames_failed, and {@link
   *     #FRAMES_ON} each device
   * @throws IllegalArgumentException if a method needs the white rate of a recording that has none
   * @throws IOException if not one of the recordings could be read
   * @throws StoppedException if the run was asked to end before all waves were done
   */
  public Map<String, Long> run(Dataset<Row> recordings, Progress progress)
      throws IOException, StoppedException {
    context.step("reconstruct", "Plan missing frames");
    requireWhiteRates(recordings);
    warnOfTrainingSets(recordings);
    return make(cells(recordings), recordings, () -> wantedSamples(recordings), progress);
  }

  /**
   * Makes frames again that failed, whatever the reason was.
   *
   * @param recordings rows of {@code recordings} to work on
   * @param reasons codes of the reasons; empty for all
   * @return counts, as {@link #run}
   * @throws IOException if not one of the recordings could be read
   * @throws StoppedException if the run was asked to end before all waves were done
   */
  public Map<String, Long> retry(Dataset<Row> recordings, List<String> reasons, Progress progress)
      throws IOException, StoppedException {
    context.step("reconstruct", "Plan frames that failed");
    return make(FramePlan.failed(context.lake().frames(), reasons), recordings, () -> 0, progress);
  }

  /**
   * @param wantedSamples those that there should be, asked for only if some lack frames; 0 for as
   *     many as do
   */
  private Map<String, Long> make(
      Dataset<Row> cells, Dataset<Row> recordings, LongSupplier wantedSamples, Progress progress)
      throws IOException, StoppedException {
    Dataset<Shard> planned = FramePlan.shards(cells, recordings);
    try (PlannedShards shards = new PlannedShards(context.spark(), planned)) {
      PlannedShards.Size size = shards.size();
      LOG.info("{} samples in {} shards lack frames", size.samples(), size.shards());
      Map<String, Long> counts = new TreeMap<>(Map.of("samples", size.samples(), "frames", 0L));
      if (size.shards() > 0) {
        TaskCounters counters = context.counters();
        progress.start(
            new Progress.Work(
                "reconstruct",
                Math.max(0, wantedSamples.getAsLong() - size.samples()),
                size.samples(),
                counters.samples(),
                counters.failures()));
        inWaves(shards, new Wave(context, config, recordings), counts);
        progress.stop();
        requireReadable(recordings, counts);
      }
      return counts;
    }
  }

  /** Keys of the frames that are to be made. */
  Dataset<Row> cells(Dataset<Row> recordings) {
    Dataset<Row> wanted = wanted(recordings);
    return config.mode() == Mode.OVERWRITE
        ? wanted
        : FramePlan.missing(wanted, context.lake().committedFrames());
  }

  private Dataset<Row> wanted(Dataset<Row> recordings) {
    Dataset<Row> from =
        config.mode() == Mode.EXTEND
            ? recordings.where(col(Columns.COMMITTED_IN).equalTo(context.run().sequence()))
            : recordings;
    return FramePlan.wanted(from, config.keyFrames(), config.methods());
  }

  private long wantedSamples(Dataset<Row> recordings) {
    return wanted(recordings)
        .select(Columns.RECORDING_ID, Columns.RECORDING_VERSION, Columns.KEY_FRAME)
        .distinct()
        .count();
  }

  /** Does one wave after the other, and counts them and their frames. */
  private void inWaves(PlannedShards shards, Wave wave, Map<String, Long> counts)
      throws StoppedException {
    int cores = context.spark().sparkContext().defaultParallelism();
    long all = shards.size().shards();
    WaveSize.Done done = WaveSize.Done.NOTHING;
    while (done.shards() < all) {
      context.stop().check();
      long end = done.shards() + config.wave().next(done, all - done.shards(), cores);
      long started = System.nanoTime();
      Wave.Outcome outcome =
          wave.run(shards.between((double) done.shards() / all, (double) end / all));
      Duration time = Duration.ofNanos(System.nanoTime() - started);
      done = done.plus(end - done.shards(), time, outcome.bytes());
      outcome.frames().forEach((name, frames) -> counts.merge(name, frames, Long::sum));
      long waves = counts.merge("waves", 1L, Long::sum);
      LOG.info(
          "Wave {}: about {} of {} shards are done, {} MB of images in {} s",
          waves,
          done.shards(),
          all,
          outcome.bytes() / 1_000_000,
          time.toSeconds());
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

  /**
   * One recording that cannot be read is its own trouble; if none can be, that is the storage's.
   */
  private void requireReadable(Dataset<Row> recordings, Map<String, Long> counts)
      throws IOException {
    if (!counts.containsKey(FRAMES_FAILED)
        || !own().where(not(col(FramesTable.REASON_CODE).eqNullSafe(UNREADABLE))).isEmpty()) {
      return;
    }
    long unreadable = own().select(Columns.RECORDING_ID).distinct().count();
    if (unreadable == recordings.count()) {
      throw new IOException(
          "None of %d recordings can be read: %s"
              .formatted(unreadable, own().select(FramesTable.MESSAGE).first().getString(0)));
    }
  }

  /** The frames of this run. */
  private Dataset<Row> own() {
    return context
        .lake()
        .read(FramesTable.TABLE)
        .where(col(Columns.COMMITTED_IN).equalTo(context.run().sequence()));
  }
}
