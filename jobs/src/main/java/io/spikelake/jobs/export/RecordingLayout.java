package io.spikelake.jobs.export;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import io.spikelake.jobs.io.Keys;
import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.RecordingsTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/**
 * The recordings that a selection has images of, each once, as {@code <split>/<id>.npz}. The label
 * is the class number that the data set gives; where no recording has one, that of the class's name
 * in {@link ClassNames}.
 */
final class RecordingLayout implements Layout {

  private static final List<String> RECORDING =
      List.of(Columns.RECORDING_ID, Columns.RECORDING_VERSION);

  private static final List<String> ORDER =
      List.of(
          RecordingsTable.SPLIT, Columns.DATASET, RecordingsTable.PATH, Columns.RECORDING_VERSION);

  private final Dataset<Row> samples;
  private final Dataset<Row> labelled;
  private final Dataset<Row> recordings;
  private final SortedMap<String, Long> sizes;
  private final List<String> leftOut;

  /**
   * @param samples of the selection, without images
   * @throws IllegalArgumentException if a recording has no label, without consent
   */
  RecordingLayout(Lake lake, ExportConfig config, Dataset<Row> samples, ClassNames classes) {
    Dataset<Row> all =
        lake.read(RecordingsTable.TABLE)
            .drop(RecordingsTable.SPLIT)
            .join(
                samples
                    .select(Keys.columns(Keys.with(RECORDING, RecordingsTable.SPLIT)))
                    .distinct(),
                Keys.seq(RECORDING));
    this.labelled = labelled(all, classes).persist(StorageLevel.MEMORY_AND_DISK());
    this.leftOut = withoutLabel(labelled, config);
    this.recordings = labelled.where(col(RecordingsTable.LABEL).isNotNull());
    this.samples =
        leftOut.isEmpty()
            ? samples
            : samples.join(
                recordings.select(Keys.columns(RECORDING)), Keys.seq(RECORDING), "left_semi");
    this.sizes = Splits.sizes(recordings);
  }

  private static Dataset<Row> labelled(Dataset<Row> all, ClassNames classes) {
    if (!all.where(col(RecordingsTable.LABEL).isNotNull()).isEmpty()) {
      return all;
    }
    UDF1<String, Long> number = classes::number;
    return all.withColumn(
        RecordingsTable.LABEL,
        udf(number, DataTypes.LongType).apply(col(RecordingsTable.LABEL_NAME)));
  }

  private static List<String> withoutLabel(Dataset<Row> labelled, ExportConfig config) {
    List<String> names = new ArrayList<>();
    labelled
        .where(col(RecordingsTable.LABEL).isNull())
        .sort(Keys.columns(ORDER))
        .select(Columns.DATASET, RecordingsTable.PATH)
        .toLocalIterator()
        .forEachRemaining(
            row ->
                names.add("%s %s: no class number".formatted(row.getString(0), row.getString(1))));
    long all = labelled.count();
    if (!names.isEmpty() && (!config.allowMissing() || names.size() == all)) {
      throw new IllegalArgumentException(
          "%d of %d recordings have no class number, which the loader needs, such as %s; describe classes in the data set file%s"
              .formatted(
                  names.size(),
                  all,
                  names.get(0),
                  names.size() == all ? "" : ", or leave them out with --allow-missing"));
    }
    return List.copyOf(names);
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
    return recordings
        .repartition(Splits.tasks(sizes, recordings), Keys.columns(RECORDING))
        .map(new RecordingTask(folder), Encoders.row(ExportedFile.SCHEMA));
  }

  /** Beside the folders of splits, of which the loader takes every file. */
  @Override
  public List<ExportedFile> lists(ExportFolder folder) throws IOException {
    return JsonLines.write(
        folder,
        recordings.sort(Keys.columns(ORDER)),
        row -> SampleNames.split(row.getAs(RecordingsTable.SPLIT)) + ".jsonl",
        RecordingLayout::line);
  }

  private static Map<String, Object> line(Row row) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put(
        "file_name",
        SampleNames.split(row.getAs(RecordingsTable.SPLIT)) + "/" + RecordingTask.name(row));
    for (String column :
        Keys.with(
            ORDER,
            Columns.RECORDING_ID,
            RecordingsTable.LABEL,
            RecordingsTable.LABEL_NAME,
            RecordingsTable.PLANES,
            RecordingsTable.HEIGHT,
            RecordingsTable.WIDTH,
            RecordingsTable.READOUT_HZ,
            RecordingsTable.WHITE_RATE)) {
      Object value = row.getAs(column);
      if (value != null) {
        line.put(column, value);
      }
    }
    return line;
  }

  @Override
  public String pattern(String splitFolder) {
    return null;
  }

  @Override
  public List<String> leftOut() {
    return leftOut;
  }

  @Override
  public void close() {
    labelled.unpersist();
  }
}
