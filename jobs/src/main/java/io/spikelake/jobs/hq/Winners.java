package io.spikelake.jobs.hq;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.asc_nulls_last;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import io.spikelake.jobs.io.Keys;
import io.spikelake.jobs.io.Lake;
import io.spikelake.quality.MetricStatus;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.HqImagesTable;
import io.spikelake.schemas.RecordingsTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;

/** The first phase: which reconstruction of each sample, from scores alone. Reads no image. */
final class Winners {

  /** What names a sample. */
  static final List<String> SAMPLE =
      List.of(Columns.RECORDING_ID, Columns.RECORDING_VERSION, Columns.KEY_FRAME, Columns.DATASET);

  private static final List<String> OF_RECORDING =
      List.of(RecordingsTable.PATH, RecordingsTable.LABEL_NAME, RecordingsTable.SPLIT);

  private static final String RANKED = "ranked";
  private static final String WORSENESS = "worseness";
  private static final String ORDER = "declared";

  private final Lake lake;
  private final Selection selection;

  Winners(Lake lake, Selection selection) {
    this.lake = lake;
    this.selection = selection;
  }

  /**
   * A row per sample whose choice satisfies what each must by itself, with the narrow columns of
   * {@code hq_images} that scores and recordings give.
   *
   * @throws IllegalArgumentException if a candidate has scores in several tones and none was given
   */
  Dataset<Row> rows() {
    Dataset<Row> scores = scores();
    requireOneTone(scores);
    return satisfying(ranked(scores));
  }

  private Dataset<Row> scores() {
    Dataset<Row> recordings =
        lake.currentRecordings(selection.datasets())
            .select(
                Keys.columns(
                    Keys.with(RecordingsTable.TABLE.key(), OF_RECORDING.toArray(String[]::new))));
    Column tone =
        selection.tone() == null ? lit(true) : col(Columns.TONE).equalTo(selection.tone());
    return lake.scores()
        .where(Keys.among(Columns.DATASET, selection.datasets()))
        .where(Keys.among(Columns.METHOD, selection.candidates()))
        .where(col(Columns.METRIC).equalTo(selection.metric()))
        .where(col(Columns.STATUS).equalTo(MetricStatus.OK.id()))
        .where(tone)
        .join(recordings, Keys.seq(RecordingsTable.TABLE.key()));
  }

  private static void requireOneTone(Dataset<Row> scores) {
    Map<String, TreeSet<String>> tones = new TreeMap<>();
    for (Row row : scores.select(Columns.METHOD, Columns.TONE).distinct().collectAsList()) {
      tones.computeIfAbsent(row.getString(0), method -> new TreeSet<>()).add(row.getString(1));
    }
    String several =
        tones.entrySet().stream()
            .filter(entry -> entry.getValue().size() > 1)
            .map(entry -> entry.getKey() + " in " + entry.getValue())
            .collect(Collectors.joining(", "));
    if (!several.isEmpty()) {
      throw new IllegalArgumentException(
          "Some methods have scores in several tones, which are not compared with each other: %s;"
                  .formatted(several)
              + " choose with --tone");
    }
  }

  private Dataset<Row> ranked(Dataset<Row> scores) {
    Column worseness =
        selection.lowerIsBetter() ? col(Columns.SCORE) : col(Columns.SCORE).multiply(-1);
    Column declared =
        array_position(lit(selection.candidates().toArray(String[]::new)), col(Columns.METHOD));
    Column candidate =
        struct(
            worseness.as(WORSENESS),
            declared.as(ORDER),
            col(Columns.METHOD),
            col(Columns.TONE),
            col(Columns.SCORE),
            col(Columns.FLAT_FRACTION),
            col(Columns.BLOCKS));
    Column winner = col(RANKED).getItem(0);
    Column second = col(RANKED).getItem(1);
    List<String> group = Keys.with(SAMPLE, OF_RECORDING.toArray(String[]::new));
    return scores
        .groupBy(Keys.columns(group))
        .agg(sort_array(collect_list(candidate)).as(RANKED))
        .select(Keys.columns(Keys.with(group, RANKED)))
        .withColumn(WORSENESS, winner.getField(WORSENESS))
        .withColumn(Columns.METHOD, winner.getField(Columns.METHOD))
        .withColumn(Columns.TONE, winner.getField(Columns.TONE))
        .withColumn(Columns.METRIC, lit(selection.metric()))
        .withColumn(Columns.SCORE, winner.getField(Columns.SCORE))
        .withColumn(Columns.FLAT_FRACTION, winner.getField(Columns.FLAT_FRACTION))
        .withColumn(Columns.BLOCKS, winner.getField(Columns.BLOCKS))
        .withColumn(HqImagesTable.CANDIDATES, size(col(RANKED)))
        .withColumn(HqImagesTable.RUNNER_UP, second.getField(Columns.METHOD))
        .withColumn(HqImagesTable.RUNNER_UP_TONE, second.getField(Columns.TONE))
        .withColumn(HqImagesTable.RUNNER_UP_SCORE, second.getField(Columns.SCORE))
        .withColumn(
            HqImagesTable.MARGIN, abs(col(HqImagesTable.RUNNER_UP_SCORE).minus(col(Columns.SCORE))))
        .drop(RANKED);
  }

  private Dataset<Row> satisfying(Dataset<Row> choices) {
    Selection.Caps caps = selection.caps();
    Dataset<Row> rows = choices;
    if (caps.worstScore() != null) {
      double worst = selection.lowerIsBetter() ? caps.worstScore() : -caps.worstScore();
      rows = rows.where(col(WORSENESS).leq(worst));
    }
    if (caps.blocks() != null) {
      rows = rows.where(col(Columns.BLOCKS).geq(caps.blocks()));
    }
    if (caps.flatFraction() != null) {
      rows = rows.where(col(Columns.FLAT_FRACTION).leq(caps.flatFraction()));
    }
    if (caps.margin() != null) {
      rows = rows.where(col(HqImagesTable.MARGIN).geq(caps.margin()));
    }
    return rows;
  }

  /**
   * As many of the choices as there may be, the best of them.
   *
   * @param choices {@link #rows}, or some of them
   */
  Dataset<Row> limited(Dataset<Row> choices) {
    Selection.Caps caps = selection.caps();
    Dataset<Row> rows = choices;
    if (caps.perClass() != null) {
      rows =
          rows.withColumn("place", row_number().over(best(RecordingsTable.LABEL_NAME)))
              .where(col("place").leq(caps.perClass()))
              .drop("place");
    }
    if (caps.topFraction() != null) {
      Column all = count(lit(1)).over(Window.partitionBy(Columns.DATASET));
      rows =
          rows.withColumn("place", row_number().over(best()))
              .withColumn("most", ceil(all.multiply(caps.topFraction())).cast(DataTypes.LongType))
              .where("place <= most")
              .drop("place", "most");
    }
    return rows.drop(WORSENESS);
  }

  /** The best first, within data sets and what else is named. */
  private static WindowSpec best(String... within) {
    return Window.partitionBy(Keys.columns(Keys.with(List.of(Columns.DATASET), within)))
        .orderBy(
            asc_nulls_last(WORSENESS),
            col(Columns.RECORDING_ID),
            col(Columns.RECORDING_VERSION),
            col(Columns.KEY_FRAME));
  }
}
