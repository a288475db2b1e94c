package io.spikelake.jobs.export;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;

import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.HqImagesTable;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.schemas.RunsTable;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * What a dataset card tells of a selection.
 *
 * @param run that made it
 * @param rule how it chose, as JSON; null where the lake does not tell
 * @param datasets samples by data set
 * @param methods samples by method and tone
 * @param classes samples by class; empty where none is known
 * @param metric by which was chosen
 * @param scores minimum, quartiles and maximum
 * @param histogram samples in {@link #BINS} equal parts from the lowest score to the highest
 * @param contested samples with a second best
 * @param margins over the second best, as scores; empty where there is none
 */
record SelectionFacts(
    long run,
    String rule,
    SortedMap<String, Long> datasets,
    SortedMap<String, Long> methods,
    SortedMap<String, Long> classes,
    String metric,
    List<Double> scores,
    long[] histogram,
    long contested,
    List<Double> margins) {

  static final int BINS = 20;

  private static final String QUARTILES = "percentile(%s, array(0.0, 0.25, 0.5, 0.75, 1.0))";

  /**
   * @param samples of one selection, at least one, without images
   */
  static SelectionFacts of(Lake lake, Dataset<Row> samples) {
    Row figures =
        samples
            .agg(
                first(Columns.COMMITTED_IN),
                first(Columns.METRIC),
                expr(QUARTILES.formatted(Columns.SCORE)),
                count(HqImagesTable.MARGIN),
                expr(QUARTILES.formatted(HqImagesTable.MARGIN)))
            .first();
    long run = figures.getLong(0);
    List<Double> scores = figures.getList(2);
    return new SelectionFacts(
        run,
        rule(lake, run),
        counts(samples, col(Columns.DATASET)),
        counts(samples, concat_ws(", tone ", col(Columns.METHOD), col(Columns.TONE))),
        counts(
            samples.where(col(RecordingsTable.LABEL_NAME).isNotNull()),
            col(RecordingsTable.LABEL_NAME)),
        figures.getString(1),
        scores,
        histogram(samples, scores.get(0), scores.get(scores.size() - 1)),
        figures.getLong(3),
        figures.isNullAt(4) ? List.of() : figures.getList(4));
  }

  private static String rule(Lake lake, long run) {
    List<Row> rows =
        lake.read(RunsTable.TABLE)
            .where(col(Columns.COMMITTED_IN).equalTo(run))
            .select(RunsTable.CONFIG)
            .limit(1)
            .collectAsList();
    return rows.isEmpty() ? null : rows.get(0).getString(0);
  }

  private static SortedMap<String, Long> counts(Dataset<Row> samples, Column by) {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (Row row : samples.groupBy(by).count().collectAsList()) {
      counts.put(row.getString(0), row.getLong(1));
    }
    return counts;
  }

  private static long[] histogram(Dataset<Row> samples, double lowest, double highest) {
    long[] histogram = new long[BINS];
    Column place =
        highest > lowest
            ? floor(col(Columns.SCORE).minus(lowest).divide(highest - lowest).multiply(BINS))
            : lit(0);
    Column bin = least(place.cast(DataTypes.IntegerType), lit(BINS - 1));
    for (Row row : samples.groupBy(bin).count().collectAsList()) {
      histogram[row.getInt(0)] = row.getLong(1);
    }
    return histogram;
  }
}
