package io.spikelake.jobs.export;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.spikelake.jobs.io.Keys;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.RecordingsTable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/** A video of each dense run, see {@link VideoRuns}. Images outside of runs are in none. */
final class VideoLayout implements Layout {

  private static final List<String> RECORDING =
      List.of(Columns.RECORDING_ID, Columns.RECORDING_VERSION);

  private static final List<String> ORDER =
      List.of(
          RecordingsTable.SPLIT,
          Columns.DATASET,
          RecordingsTable.PATH,
          Columns.RECORDING_VERSION,
          VideoRuns.FIRST);

  private final ExportConfig config;
  private final Dataset<Row> images;
  private final Dataset<Row> samples;
  private final Dataset<Row> runs;
  private final SortedMap<String, Long> sizes;

  /**
   * @param images rows of {@code hq_images}
   * @param samples the same without images
   * @throws IllegalArgumentException if there is no run
   */
  VideoLayout(ExportConfig config, Dataset<Row> images, Dataset<Row> samples) {
    this.config = config;
    this.images = images;
    this.runs = VideoRuns.of(samples).persist(StorageLevel.MEMORY_AND_DISK());
    this.samples = inRuns(samples).select(Keys.columns(ExportColumns.narrow()));
    this.sizes = Splits.sizes(runs);
    if (sizes.isEmpty()) {
      throw new IllegalArgumentException(
          "Selection '%s' has no two neighbouring key frames of a recording by one method; a video needs them; reconstruct with --stride N, and select again"
              .formatted(config.selection()));
    }
  }

  private Dataset<Row> inRuns(Dataset<Row> rows) {
    Column[] places =
        Keys.columns(Keys.with(RECORDING, VideoRuns.FIRST, VideoRuns.LAST, VideoRuns.STEP));
    return rows.join(broadcast(runs.select(places)), Keys.seq(RECORDING))
        .where(col(Columns.KEY_FRAME).between(col(VideoRuns.FIRST), col(VideoRuns.LAST)));
  }

  @Override
  public Dataset<Row> samples() {
    return samples;
  }

  @Override
  public SortedMap<String, Long> sizes() {
    return sizes;
  }

  @Override
  public Dataset<Row> files(ExportFolder folder) {
    return inRuns(images)
        .withColumn(FramesTable.PNG, lit(null).cast(DataTypes.BinaryType))
        .repartition(Splits.tasks(sizes, images), Keys.columns(VideoRuns.RUN))
        .sortWithinPartitions(Keys.columns(Keys.with(ORDER, Columns.KEY_FRAME)))
        .mapPartitions(new VideoTask(folder, config.fps()), Encoders.row(ExportedFile.SCHEMA));
  }

  @Override
  public List<ExportedFile> lists(ExportFolder folder) throws IOException {
    return JsonLines.write(
        folder,
        runs.sort(Keys.columns(ORDER)),
        row -> SampleNames.split(row.getAs(RecordingsTable.SPLIT)) + "/metadata.jsonl",
        this::line);
  }

  private Map<String, Object> line(Row row) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("file_name", VideoTask.name(row));
    line.put("fps", config.fps());
    for (String column : row.schema().fieldNames()) {
      Object value = row.getAs(column);
      if (value != null) {
        line.put(column, value);
      }
    }
    return line;
  }

  @Override
  public String pattern(String splitFolder) {
    return splitFolder + "/**";
  }

  @Override
  public List<String> leftOut() {
    return List.of();
  }

  @Override
  public void close() {
    runs.unpersist();
  }
}
