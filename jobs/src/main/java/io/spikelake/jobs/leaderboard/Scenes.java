package io.spikelake.jobs.leaderboard;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import io.spikelake.jobs.io.Keys;
import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.report.ComparativeTable;
import io.spikelake.jobs.report.ComparativeTable.Entrant;
import io.spikelake.jobs.report.ReportContent.Frame;
import io.spikelake.jobs.report.ReportContent.Scene;
import io.spikelake.jobs.report.Standing;
import io.spikelake.quality.MetricStatus;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.RecordingsTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Samples to look at, chosen by rule and not by taste: of the best entrant by NIQE, or by the
 * table's first metric where there is no NIQE, the sample with its best, its median and its worst
 * score; of equal ones the first by recording and key frame. Pictures of no other sample are read.
 */
final class Scenes {

  private static final StructType SAMPLE =
      new StructType()
          .add(Columns.RECORDING_ID, DataTypes.StringType, false)
          .add(Columns.KEY_FRAME, DataTypes.LongType, false);

  private record Sample(String recordingId, long keyFrame) {}

  private final Lake lake;
  private final ComparativeTable table;
  private final String metric;

  private Scenes(Lake lake, ComparativeTable table) {
    this.lake = lake;
    this.table = table;
    this.metric =
        table.metrics().stream()
            .filter(id -> id.startsWith("niqe/"))
            .findFirst()
            .orElse(table.metrics().get(0));
  }

  /** None where nobody has a score, or no pictures are stored. */
  static List<Scene> of(Lake lake, ComparativeTable table) {
    return new Scenes(lake, table).all();
  }

  private List<Scene> all() {
    Optional<Standing> best =
        table.all().stream()
            .filter(standing -> standing.metric().equals(metric) && standing.rank() != null)
            .min(Comparator.comparing(Standing::rank).thenComparing(Standing::method));
    if (best.isEmpty()) {
      return List.of();
    }
    Map<Sample, String> rules = samples(best.get());
    Map<Sample, List<Frame>> frames = frames(List.copyOf(rules.keySet()));
    Map<Sample, String> labels = labels(List.copyOf(rules.keySet()));
    List<Scene> scenes = new ArrayList<>();
    rules.forEach(
        (sample, rule) -> {
          List<Frame> ofSample = frames.getOrDefault(sample, List.of());
          if (!ofSample.isEmpty()) {
            scenes.add(
                new Scene(
                    table.dataset(),
                    rule,
                    labels.get(sample),
                    table.heading(metric).split(" ")[0],
                    ofSample));
          }
        });
    return scenes;
  }

  /** Why which sample is shown; one that is so for two reasons is shown once. */
  private Map<Sample, String> samples(Standing best) {
    Column sample = struct(col(Columns.SCORE), col(Columns.RECORDING_ID), col(Columns.KEY_FRAME));
    Column fromMedian = abs(col(Columns.SCORE).minus(lit(best.spread().median())));
    Row chosen =
        scores()
            .where(col(Columns.METHOD).equalTo(best.method()))
            .where(col(Columns.TONE).equalTo(best.tone()))
            .agg(
                min(sample),
                min(struct(fromMedian, col(Columns.RECORDING_ID), col(Columns.KEY_FRAME))),
                max(sample))
            .first();
    String of = " %s of %s".formatted(table.heading(metric).split(" ")[0], best.method());
    String[] rules = {"Lowest" + of, "Median" + of, "Highest" + of};
    Map<Sample, String> samples = new LinkedHashMap<>();
    for (int i = 0; i < rules.length; i++) {
      if (!chosen.isNullAt(i)) {
        Row row = chosen.getStruct(i);
        samples.putIfAbsent(new Sample(row.getString(1), row.getLong(2)), rules[i]);
      }
    }
    return samples;
  }

  private Dataset<Row> scores() {
    return lake.scores()
        .where(col(Columns.DATASET).equalTo(table.dataset()))
        .where(col(Columns.METRIC).equalTo(metric))
        .where(col(Columns.STATUS).equalTo(MetricStatus.OK.id()))
        .join(current(), Keys.seq(RecordingsTable.TABLE.key()), "left_semi");
  }

  private Dataset<Row> current() {
    return lake.currentRecordings(List.of(table.dataset()));
  }

  private Map<Sample, List<Frame>> frames(List<Sample> samples) {
    Dataset<Row> wanted = broadcast(rows(samples));
    List<String> frame = FramesTable.TABLE.key();
    Dataset<Row> pictures =
        lake.frames()
            .where(col(Columns.STATUS).equalTo(FramesTable.OK))
            .where(col(FramesTable.PNG).isNotNull())
            .join(wanted, Keys.seq(List.of(SAMPLE.fieldNames())))
            .select(Keys.columns(Keys.with(frame, FramesTable.PNG)));
    List<Row> rows =
        pictures
            .join(
                scores()
                    .join(wanted, Keys.seq(List.of(SAMPLE.fieldNames())))
                    .select(Keys.columns(Keys.with(frame, Columns.SCORE))),
                Keys.seq(frame),
                "left")
            .collectAsList();
    Map<Entrant, Integer> order = new HashMap<>();
    table.rows().forEach(entrant -> order.put(entrant, order.size()));
    Map<Sample, List<Frame>> frames = new HashMap<>();
    for (Row row : rows) {
      Entrant entrant = new Entrant(row.getAs(Columns.METHOD), row.getAs(Columns.TONE));
      if (order.containsKey(entrant)) {
        frames
            .computeIfAbsent(sample(row), sample -> new ArrayList<>())
            .add(new Frame(entrant, row.getAs(Columns.SCORE), row.getAs(FramesTable.PNG)));
      }
    }
    frames.values().forEach(all -> all.sort(Comparator.comparing(f -> order.get(f.entrant()))));
    return frames;
  }

  private Map<Sample, String> labels(List<Sample> samples) {
    Map<Sample, String> labels = new HashMap<>();
    current()
        .join(broadcast(rows(samples)), Keys.seq(List.of(Columns.RECORDING_ID)))
        .select(Columns.RECORDING_ID, Columns.KEY_FRAME, RecordingsTable.PATH)
        .collectAsList()
        .forEach(
            row ->
                labels.put(
                    sample(row), "%s, plane %d".formatted(row.getString(2), row.getLong(1))));
    return labels;
  }

  private Dataset<Row> rows(List<Sample> samples) {
    return lake.spark()
        .createDataFrame(
            samples.stream()
                .map(sample -> RowFactory.create(sample.recordingId(), sample.keyFrame()))
                .toList(),
            SAMPLE);
  }

  private static Sample sample(Row row) {
    return new Sample(row.getAs(Columns.RECORDING_ID), row.<Long>getAs(Columns.KEY_FRAME));
  }
}
