package io.spikelake.jobs.export;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.spikelake.jobs.io.Keys;
import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.HqImagesTable;
import io.spikelake.schemas.RecordingsTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.storage.StorageLevel;

/** What a named method made of the samples of a selection: the other image of each pair. */
final class LowQuality implements AutoCloseable {

  static final String LQ = "lq";

  /** Key of a sample. */
  static final List<String> SAMPLE =
      List.of(Columns.RECORDING_ID, Columns.RECORDING_VERSION, Columns.KEY_FRAME);

  /** What holds of a sample, whoever made the image. */
  private static final Set<String> OF_SAMPLE =
      Set.of(
          Columns.RECORDING_ID,
          Columns.RECORDING_VERSION,
          Columns.KEY_FRAME,
          Columns.DATASET,
          RecordingsTable.PATH,
          RecordingsTable.LABEL_NAME,
          RecordingsTable.SPLIT,
          HqImagesTable.SELECTION);

  /** Of a frame that counts: with the run that made it, of several that were made. */
  private static final List<String> FRAME =
      Keys.with(FramesTable.TABLE.key(), HqImagesTable.MADE_IN);

  private static final Set<String> OF_FRAME =
      Set.of(
          Columns.METHOD,
          Columns.TONE,
          FramesTable.WIDTH,
          FramesTable.HEIGHT,
          FramesTable.PIXEL_DIGEST);

  private final Lake lake;
  private final ExportConfig config;
  private final Dataset<Row> samples;
  private final Dataset<Row> rows;
  private final List<String> missing;

  /**
   * @param samples of the selection, without images
   * @throws IllegalArgumentException if the method has several tones, or lacks images without
   *     consent
   */
  LowQuality(Lake lake, ExportConfig config, Dataset<Row> samples) {
    this.lake = lake;
    this.config = config;
    this.samples = samples;
    this.rows = found().persist(StorageLevel.MEMORY_AND_DISK());
    requireOneTone();
    this.missing = findMissing();
  }

  private Dataset<Row> found() {
    Column tone =
        config.lowQualityTone() == null
            ? lit(true)
            : col(Columns.TONE).equalTo(config.lowQualityTone());
    List<Column> frame = new ArrayList<>(List.of(Keys.columns(SAMPLE)));
    OF_FRAME.stream().sorted().forEach(name -> frame.add(col(name)));
    frame.add(col(Columns.COMMITTED_IN).as(HqImagesTable.MADE_IN));
    Column[] ofSample = OF_SAMPLE.stream().sorted().map(name -> col(name)).toArray(Column[]::new);
    return lake.frames()
        .where(col(Columns.STATUS).equalTo(FramesTable.OK))
        .where(col(Columns.METHOD).equalTo(config.lowQuality()))
        .where(tone)
        .where(col(FramesTable.RAW_BYTES).isNotNull().or(col(FramesTable.PNG_BYTES).isNotNull()))
        .select(frame.toArray(Column[]::new))
        .join(broadcast(samples.select(ofSample)), Keys.seq(SAMPLE))
        .select(ExportColumns.narrow().stream().map(LowQuality::known).toArray(Column[]::new));
  }

  private static Column known(String name) {
    StructField field = HqImagesTable.TABLE.schema().apply(name);
    boolean known =
        OF_SAMPLE.contains(name) || OF_FRAME.contains(name) || name.equals(HqImagesTable.MADE_IN);
    return known ? col(name) : lit(null).cast(field.dataType()).as(name);
  }

  private void requireOneTone() {
    List<String> tones =
        rows.select(Columns.TONE).distinct().collectAsList().stream()
            .map(row -> row.getString(0))
            .sorted()
            .toList();
    if (tones.size() > 1) {
      throw new IllegalArgumentException(
          "%s has frames of these samples in the tones %s; choose with --lq-tone"
              .formatted(config.lowQuality(), tones));
    }
  }

  private List<String> findMissing() {
    List<String> names = new ArrayList<>();
    samples
        .join(rows.select(Keys.columns(SAMPLE)), Keys.seq(SAMPLE), "left_anti")
        .sort(Keys.columns(SampleKey.COLUMNS))
        .select(Columns.DATASET, RecordingsTable.PATH, Columns.KEY_FRAME)
        .toLocalIterator()
        .forEachRemaining(
            row ->
                names.add(
                    "%s %s at %d: no frame by %s"
                        .formatted(
                            row.getString(0),
                            row.getString(1),
                            row.getLong(2),
                            config.lowQuality())));
    if (!names.isEmpty() && !config.allowMissing()) {
      throw new IllegalArgumentException(
          "%d of %d samples lack an image by %s%s, such as %s; make them with 'spikelake reconstruct', or leave the samples out with --allow-missing"
              .formatted(
                  names.size(),
                  samples.count(),
                  config.lowQuality(),
                  config.lowQualityTone() == null ? "" : " in tone " + config.lowQualityTone(),
                  names.get(0)));
    }
    if (names.size() == samples.count()) {
      throw new IllegalArgumentException(
          "No sample has an image by %s; pairs need it".formatted(config.lowQuality()));
    }
    return List.copyOf(names);
  }

  /** The samples that have both images. */
  Dataset<Row> paired() {
    return missing.isEmpty()
        ? samples
        : samples.join(rows.select(Keys.columns(SAMPLE)), Keys.seq(SAMPLE), "left_semi");
  }

  /** The narrow columns of {@code hq_images}, as far as they hold of these images. */
  Dataset<Row> rows() {
    return rows;
  }

  /**
   * The same and the image: {@code raw}, or {@code png} where there is no other. Images stay where
   * they are read; of the rows only what is narrow travels.
   */
  Dataset<Row> images() {
    Object[] runs =
        rows.select(HqImagesTable.MADE_IN).distinct().collectAsList().stream()
            .map(row -> row.get(0))
            .toArray();
    Column png = when(col(FramesTable.RAW).isNull(), col(FramesTable.PNG));
    return lake.read(FramesTable.TABLE)
        .where(col(Columns.COMMITTED_IN).isin(runs))
        .where(col(Columns.METHOD).equalTo(config.lowQuality()))
        .withColumnRenamed(Columns.COMMITTED_IN, HqImagesTable.MADE_IN)
        .withColumn(FramesTable.PNG, png)
        .select(Keys.columns(Keys.with(FRAME, FramesTable.RAW, FramesTable.PNG)))
        .join(broadcast(rows), Keys.seq(FRAME))
        .select(Keys.columns(Keys.with(ExportColumns.narrow(), FramesTable.RAW, FramesTable.PNG)));
  }

  /** The samples that have no such image, a line each. */
  List<String> missing() {
    return missing;
  }

  @Override
  public void close() {
    rows.unpersist();
  }
}
