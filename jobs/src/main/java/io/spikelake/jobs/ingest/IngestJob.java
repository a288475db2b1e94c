package io.spikelake.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
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
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
   */
  public Result run() throws IOException {
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
    Dataset<Row> probed = probe(candidates).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Dataset<Row> recordings =
          context.run().sign(part(probed, ProbeTask.RECORDING)).drop(Columns.RUN_ID);
      Dataset<Row> refused = context.run().sign(part(probed, ProbeTask.REFUSED));
      Map<String, Long> counts = counts(recordings, refused, files.size() - candidates.size());
      write(recordings, refused, counts.get("quarantined"));
      markAbsent(listing.folders(conf), candidates, counts);
      return new Result(stored(recordings), counts);
    } finally {
      probed.unpersist();
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

  private static Map<String, Long> counts(
      Dataset<Row> recordings, Dataset<Row> refused, long ignored) {
    Row row =
        recordings
            .agg(count(lit(1)), count(when(size(col(RecordingsTable.KEY_FRAMES)).equalTo(0), 1)))
            .first();
    Map<String, Long> counts = new TreeMap<>();
    counts.put("recordings", row.getLong(0));
    counts.put("quarantined", refused.count());
    counts.put("files_ignored", ignored);
    LOG.info(
        "{} recordings, {} quarantined, {} other files",
        row.getLong(0),
        counts.get("quarantined"),
        ignored);
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

  private void write(Dataset<Row> recordings, Dataset<Row> refused, long refusedCount) {
    context.step("ingest", "Write recordings");
    versions().found(recordings);
    if (refusedCount > 0) {
      context.lake().insertNew(QuarantineTable.TABLE, refused);
    }
  }

  private RecordingVersions versions() {
    return new RecordingVersions(context.lake(), context.run());
  }

  /** Recordings of the data set that lay in a folder that was listed, and are not in it now. */
  private void markAbsent(List<URI> folders, List<Candidate> candidates, Map<String, Long> counts) {
    Column below =
        folders.stream()
            .map(folder -> startswith(col(RecordingsTable.URI), lit(folder.toString() + "/")))
            .reduce(lit(false), Column::or);
    Dataset<Row> gone =
        context
            .lake()
            .currentRecordings(List.of(config.dataset().name()))
            .where(below)
            .join(ids(candidates), Keys.seq(List.of(Columns.RECORDING_ID)), "left_anti");
    long absent = versions().gone(gone);
    if (absent > 0) {
      counts.put("recordings_absent", absent);
      LOG.warn(
          "{} recordings are no longer in {}; leaderboards leave them out from now on",
          absent,
          folders);
    }
  }

  private Dataset<Row> ids(List<Candidate> candidates) {
    List<String> ids = candidates.stream().map(Candidate::id).toList();
    return context.spark().createDataset(ids, Encoders.STRING()).toDF(Columns.RECORDING_ID);
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
