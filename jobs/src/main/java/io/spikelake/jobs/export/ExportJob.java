package io.spikelake.jobs.export;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.spikelake.jobs.hq.HqImages;
import io.spikelake.jobs.io.Keys;
import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.secrets.Locations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes a selection as a data set for training. Nothing is written before all that can be checked
 * without images is checked; the list of checksums comes last, so that a folder that has it is
 * complete. Leaves no trace in the lake.
 */
public final class ExportJob {

  /** File with what was left out with consent, a line each. */
  static final String LEFT_OUT = "left-out.txt";

  /** What has no split is for training. */
  private static final String TRAIN = "train";

  private final Lake lake;
  private final ExportConfig config;

  public ExportJob(Lake lake, ExportConfig config) {
    this.lake = lake;
    this.config = config;
  }

  /**
   * What was written.
   *
   * @param target folder
   * @param samples of the selection in it
   * @param items images, recordings, or videos
   * @param files all of them, the checksums included
   * @param bytes their length, the checksums not included
   * @param checksum as in the card
   * @param leftOut with consent, a line each
   */
  public record Result(
      String target,
      long samples,
      long items,
      long files,
      long bytes,
      String checksum,
      List<String> leftOut) {}

  /**
   * @throws IllegalArgumentException if there is no such selection, it lacks what the format needs,
   *     or the target is not free
   * @throws IOException if the target cannot be written
   */
  public Result run() throws IOException {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(lake.spark().sparkContext());
    Broadcast<SerializableConfiguration> hadoop =
        context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    Dataset<Row> images = withSplit(HqImages.of(lake, config.selection()));
    Dataset<Row> samples =
        images.select(Keys.columns(ExportColumns.narrow())).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      context.setJobGroup("export", "Plan the export");
      ExportColumns columns = ExportColumns.of(classes(samples));
      ExportFolder folder = new ExportFolder(qualified(context), hadoop);
      try (Layout layout = layout(images, samples, columns)) {
        return write(layout, columns, folder, context);
      }
    } finally {
      context.clearJobGroup();
      samples.unpersist();
      hadoop.destroy();
    }
  }

  private String qualified(JavaSparkContext context) throws IOException {
    Path path = new Path(Locations.requireNoCredentials(config.target()));
    return path.getFileSystem(context.hadoopConfiguration()).makeQualified(path).toString();
  }

  private static Dataset<Row> withSplit(Dataset<Row> images) {
    Column known = when(col(RecordingsTable.SPLIT).notEqual(""), col(RecordingsTable.SPLIT));
    return images.withColumn(RecordingsTable.SPLIT, coalesce(known, lit(TRAIN)));
  }

  private static ClassNames classes(Dataset<Row> samples) {
    return new ClassNames(
        samples
            .select(RecordingsTable.LABEL_NAME)
            .where(col(RecordingsTable.LABEL_NAME).isNotNull())
            .distinct()
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList());
  }

  private Layout layout(Dataset<Row> images, Dataset<Row> samples, ExportColumns columns) {
    return switch (config.format()) {
      case NPZ -> new RecordingLayout(lake, config, samples, columns.classes());
      case VIDEO -> new VideoLayout(config, images, samples);
      case PAIRS ->
          new ImageLayout(config, images, samples, new LowQuality(lake, config, samples), columns);
      default -> new ImageLayout(config, images, samples, null, columns);
    };
  }

  private Result write(
      Layout layout, ExportColumns columns, ExportFolder folder, JavaSparkContext context)
      throws IOException {
    SelectionFacts facts = SelectionFacts.of(lake, layout.samples());
    List<ExportedFile> ofDriver = new ArrayList<>();
    ofDriver.add(folder.prepare(config.overwrite()));
    context.setJobGroup("export", "Write " + config.format().id());
    // Kept: to ask for the rows again would write the files again.
    Dataset<Row> ofTasks = layout.files(folder).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      count(ofTasks);
      context.setJobGroup("export", "Describe the export");
      ofDriver.addAll(layout.lists(folder));
      if (!layout.leftOut().isEmpty()) {
        ofDriver.add(folder.write(LEFT_OUT, String.join("\n", layout.leftOut()) + "\n"));
      }
      String checksum = checksum(sorted(ofTasks, ofDriver));
      DatasetCard card = card(layout, columns, facts, ofTasks, bytes(ofTasks, ofDriver), checksum);
      ofDriver.add(folder.write(DatasetCard.NAME, card.text()));
      long files = checksums(folder, sorted(ofTasks, ofDriver));
      return new Result(
          folder.root(),
          layout.samples().count(),
          layout.sizes().values().stream().mapToLong(Long::longValue).sum(),
          files + 1,
          bytes(ofTasks, ofDriver),
          checksum,
          layout.leftOut());
    } finally {
      ofTasks.unpersist();
    }
  }

  /** Says of a task that failed what it said itself. */
  private static void count(Dataset<Row> ofTasks) throws IOException {
    try {
      ofTasks.count();
    } catch (Exception e) {
      // Spark's own exceptions are checked ones that its Scala methods do not declare.
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        if (cause instanceof IOException failure) {
          throw new IOException(failure.getMessage(), e);
        }
      }
      throw e;
    }
  }

  private DatasetCard card(
      Layout layout,
      ExportColumns columns,
      SelectionFacts facts,
      Dataset<Row> ofTasks,
      long bytes,
      String checksum) {
    Map<String, Long> bytesBySplit = new TreeMap<>();
    Map<String, String> patterns = new TreeMap<>();
    for (String split : layout.sizes().keySet()) {
      String folder = SampleNames.split(split);
      bytesBySplit.put(
          split, bytes(ofTasks.where(col("path").rlike("^(data/)?%s[-/]".formatted(folder)))));
      String pattern = layout.pattern(folder);
      if (pattern != null) {
        patterns.put(split, pattern);
      }
    }
    return new DatasetCard(
        config,
        facts,
        columns,
        layout.sizes(),
        bytesBySplit,
        patterns,
        bytes,
        checksum,
        layout.leftOut());
  }

  private long bytes(Dataset<Row> ofTasks, List<ExportedFile> ofDriver) {
    return bytes(ofTasks) + ofDriver.stream().mapToLong(ExportedFile::bytes).sum();
  }

  private static long bytes(Dataset<Row> files) {
    return files.agg(coalesce(sum("bytes"), lit(0L))).first().getLong(0);
  }

  /** All files in the order of their paths; they pass through the driver, which holds a few. */
  private Iterator<Row> sorted(Dataset<Row> ofTasks, List<ExportedFile> ofDriver) {
    List<Row> rows = ofDriver.stream().map(ExportedFile::row).toList();
    return ofTasks
        .union(lake.spark().createDataFrame(rows, ExportedFile.SCHEMA))
        .sort("path")
        .toLocalIterator();
  }

  private static String checksum(Iterator<Row> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEachRemaining(
          row -> digest.update(ExportedFile.of(row).line().getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static long checksums(ExportFolder folder, Iterator<Row> files) throws IOException {
    long count = 0;
    try (ExportFile list = folder.create(ExportFolder.CHECKSUMS)) {
      while (files.hasNext()) {
        String line = ExportedFile.of(files.next()).line();
        list.stream().write(line.getBytes(StandardCharsets.UTF_8));
        count++;
      }
      list.commit(0);
    }
    return count;
  }
}
