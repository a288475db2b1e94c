package io.spikelake.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.startswith;
import static org.apache.spark.sql.functions.when;

import io.spikelake.dataset.DatasetSpec;
import io.spikelake.dataset.DigestMode;
import io.spikelake.hadoop.InputFile;
import io.spikelake.hadoop.InputListing;
import io.spikelake.jobs.JobContext;
import io.spikelake.jobs.io.Keys;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.QuarantineTable;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.spike.MalformedSpikeStreamException.Reason;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.Seq;

/**
 * Fills {@code recordings} with what lies below the inputs, and {@code quarantine} with what cannot
 * be used. Reads headers and three samples of each file, no spikes.
 */
public final class IngestJob {

  private static final Logger LOG = LoggerFactory.getLogger(IngestJob.class);
  private static final int MAX_TASKS = 1000;
  private static final int FILES_PER_TASK = 16;

  /**
   * @param inputs files, folders or globs
   * @param dataset which files are recordings and how to read them
   * @param digest which bytes make the version of a recording
   */
  public record Config(List<String> inputs, DatasetSpec dataset, DigestMode digest) {}

  /**
   * What the inputs hold.
   *
   * @param recordings rows of {@code recordings}, those of this ingest alone
   * @param counts recordings, quarantined, files_ignored
   */
  public record Result(Dataset<Row> recordings, Map<String, Long> counts) {}

  private final JobContext context;
  private final Config config;

  public IngestJob(JobContext context, Config config) {
    this.context = context;
    this.config = config;
  }

  /**
   * @throws IllegalArgumentException if an input does not exist, or no file below the inputs
   *     belongs to the data set
   * @throws IOException if the inputs cannot be listed, or the storage lets none of the recordings
   *     be read
   */
  public Result run() throws IOException {
    Probed probed = probe();
    try {
      context.counters().recordings().add(probed.counts().get("recordings"));
      context.counters().quarantined().add(probed.counts().get("quarantined"));
      write(probed);
      markAbsent(probed);
      return new Result(stored(probed.recordings()), probed.counts());
    } finally {
      probed.rows().unpersist();
    }
  }

  /**
   * What {@link #run} would find, without writing it. The rows stay in memory as long as the
   * session.
   *
   * @throws IllegalArgumentException as {@link #run}
   */
  public Result preview() throws IOException {
    Probed probed = probe();
    Dataset<Row> known = context.lake().read(RecordingsTable.TABLE);
    Seq<String> key = Keys.seq(RecordingsTable.TABLE.key());
    Dataset<Row> fresh = probed.recordings().join(known, key, "left_anti");
    probed.counts().put("recordings_new", fresh.count());
    return new Result(
        known.join(probed.recordings(), key, "left_semi").unionByName(fresh, true),
        probed.counts());
  }

  /**
   * What lies below the inputs.
   *
   * @param gone identities of recordings of the data set that the lake has and the inputs have not
   * @param rows what both others are parts of; persisted
   */
  private record Probed(
      InputListing listing,
      Set<String> gone,
      Dataset<Row> rows,
      Dataset<Row> recordings,
      Dataset<Row> refused,
      Map<String, Long> counts) {}

  private Probed probe() throws IOException {
    context.step("ingest", "List and probe recordings");
    Configuration conf = context.hadoop().value().value();
    InputListing listing = InputListing.of(config.inputs());
    List<InputFile> files = listing.list(conf);
    KnownVersions known = KnownVersions.of(context.lake(), config.dataset().name());
    List<Candidate> candidates =
        new Candidates(config.dataset(), known, config.digest(), conf).of(files);
    if (candidates.isEmpty()) {
      throw new IllegalArgumentException(
          "None of the %d files below %s is a recording of data set '%s'; check --input and --dataset"
              .formatted(files.size(), config.inputs(), config.dataset().name()));
    }
    requireDistinctPaths(candidates);
    Dataset<Row> rows = probe(candidates).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return new Probed(
          listing,
          known.without(candidates.stream().map(Candidate::id).collect(Collectors.toSet())),
          rows,
          context.run().sign(part(rows, ProbeTask.RECORDING)).drop(Columns.RUN_ID),
          context.run().sign(part(rows, ProbeTask.REFUSED)),
          counts(rows, candidates.size(), files.size() - candidates.size()));
    } catch (IOException | RuntimeException e) {
      rows.unpersist();
      throw e;
    }
  }

  private static void requireDistinctPaths(List<Candidate> candidates) {
    Map<String, InputFile> byPath = new HashMap<>();
    for (Candidate candidate : candidates) {
      InputFile file = candidate.file();
      InputFile other = byPath.putIfAbsent(file.relativePath(), file);
      if (other != null) {
        throw new IllegalArgumentException(
            "%s and %s have the same path '%s' below their inputs and would be one recording;"
                    .formatted(other.uri(), file.uri(), file.relativePath())
                + " give a folder above both as --input, or another --dataset for one");
      }
    }
  }

  /**
   * @param rows what {@link ProbeTask} returns
   * @throws IOException if the storage lets none of the candidates be read
   */
  private static Map<String, Long> counts(Dataset<Row> rows, int candidates, int ignored)
      throws IOException {
    Column keyFrames = col(ProbeTask.RECORDING).getField(RecordingsTable.KEY_FRAMES);
    Column refused = col(ProbeTask.REFUSED);
    Column unreadable =
        refused
            .getField(QuarantineTable.REASON_CODE)
            .equalTo(Reason.UNREADABLE.name().toLowerCase(Locale.ROOT));
    Row row =
        rows.agg(
                count(col(ProbeTask.RECORDING)),
                count(when(size(keyFrames).equalTo(0), 1)),
                count(refused),
                count(when(unreadable, 1)),
                min(when(unreadable, refused.getField(QuarantineTable.MESSAGE))))
            .first();
    // One recording that cannot be read is its own trouble; if none can be, that is the storage's.
    if (row.getLong(3) == candidates) {
      throw new IOException(
          "None of %d recordings can be read: %s".formatted(candidates, row.getString(4)));
    }
    Map<String, Long> counts = new TreeMap<>();
    counts.put("recordings", row.getLong(0));
    counts.put("quarantined", row.getLong(2));
    counts.put("files_ignored", (long) ignored);
    LOG.info(
        "{} recordings, {} quarantined, {} other files", row.getLong(0), row.getLong(2), ignored);
    if (row.getLong(1) > 0) {
      counts.put("recordings_without_key_frame", row.getLong(1));
      LOG.warn(
          "{} recordings have no key frame by the rule of the data set; choose with --at or --stride",
          row.getLong(1));
    }
    return counts;
  }

  private Dataset<Row> probe(List<Candidate> candidates) {
    JavaSparkContext java = JavaSparkContext.fromSparkContext(context.spark().sparkContext());
    int tasks = Math.min(MAX_TASKS, 1 + (candidates.size() - 1) / FILES_PER_TASK);
    JavaRDD<Row> rows =
        java.parallelize(candidates, tasks)
            .mapPartitions(
                new ProbeTask(
                    config.dataset().name(),
                    new TreeMap<>(config.dataset().classNames()),
                    config.digest(),
                    context.hadoop()));
    return context.spark().createDataFrame(rows, ProbeTask.RESULT_TYPE);
  }

  private static Dataset<Row> part(Dataset<Row> probed, String column) {
    return probed.where(col(column).isNotNull()).select(column + ".*");
  }

  private void write(Probed probed) {
    context.step("ingest", "Write recordings");
    versions().found(probed.recordings());
    if (probed.counts().get("quarantined") > 0) {
      context.lake().insertNew(QuarantineTable.TABLE, probed.refused());
    }
  }

  private RecordingVersions versions() {
    return new RecordingVersions(context.lake(), context.run());
  }

  /** Recordings of the data set that lay in a folder that was listed, and are not in it now. */
  private void markAbsent(Probed probed) throws IOException {
    if (probed.gone().isEmpty()) {
      return;
    }
    List<URI> folders = probed.listing().folders(context.hadoop().value().value());
    Column below =
        folders.stream()
            .map(folder -> startswith(col(RecordingsTable.URI), lit(folder.toString() + "/")))
            .reduce(lit(false), Column::or);
    Dataset<Row> ids =
        context
            .spark()
            .createDataset(List.copyOf(probed.gone()), Encoders.STRING())
            .toDF(Columns.RECORDING_ID);
    Dataset<Row> gone =
        context
            .lake()
            .currentRecordings(List.of(config.dataset().name()))
            .where(below)
            .join(ids, Keys.seq(List.of(Columns.RECORDING_ID)), "left_semi");
    long absent = versions().gone(gone);
    if (absent > 0) {
      probed.counts().put("recordings_absent", absent);
      LOG.warn(
          "{} recordings are no longer in {}; leaderboards leave them out from now on",
          absent,
          folders);
    }
  }

  /** The table's rows of these recordings; unlike the probe's result they outlive this step. */
  private Dataset<Row> stored(Dataset<Row> recordings) {
    Dataset<Row> keys = recordings.select(Keys.columns(RecordingsTable.TABLE.key()));
    Dataset<Row> own = context.spark().createDataFrame(keys.collectAsList(), keys.schema());
    return context
        .lake()
        .read(RecordingsTable.TABLE)
        .join(own, Keys.seq(RecordingsTable.TABLE.key()), "left_semi");
  }
}
