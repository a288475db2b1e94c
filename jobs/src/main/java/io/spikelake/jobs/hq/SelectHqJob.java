package io.spikelake.jobs.hq;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.spikelake.jobs.JobContext;
import io.spikelake.jobs.io.Keys;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.HqImagesTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/**
 * Fills {@code hq_images}: per sample the reconstruction with the best score over a set of methods,
 * as SpikeCLIP (arXiv 2501.04477) chooses its high-quality images by NIQE. Two phases: who wins is
 * decided on scores alone, then the images of winners are read, and no others. One commit: a
 * selection is in the lake as a whole or not at all.
 */
public final class SelectHqJob {

  /** Before a method key, how many images are its. */
  public static final String WON_BY = "won_by_";

  /** Count of images whose margin has an interval. */
  public static final String TESTED = "tested";

  /** Count of those whose interval holds 0, so that the second best may be the best. */
  public static final String UNSURE = "unsure";

  private final JobContext context;
  private final List<Selection> parts;
  private final FrameImages images;
  private final List<Dataset<Row>> kept = new ArrayList<>();

  /**
   * @param parts of one selection, over data sets that differ; one or more
   */
  public SelectHqJob(JobContext context, List<Selection> parts) {
    this.context = context;
    this.parts = List.copyOf(parts);
    this.images = new FrameImages(context);
  }

  /**
   * @return counts: images, contested (those with a second best), {@link #TESTED}, {@link #UNSURE},
   *     {@link #WON_BY} each method
   * @throws IllegalArgumentException if nothing can be chosen, a candidate has several tones, an
   *     image that is needed was not kept, or margins are to be tested of a metric without blocks
   */
  public Map<String, Long> run() {
    context.step("select-hq", "Choose reconstructions by score");
    try {
      Dataset<Row> winners =
          kept(parts.stream().map(this::winners).reduce(Dataset::unionByName).orElseThrow());
      Map<String, Long> counts = counts(winners);
      requireImages(winners);
      context.step("select-hq", "Copy the images of the chosen");
      context
          .lake()
          .append(
              HqImagesTable.TABLE,
              context
                  .run()
                  .sign(images.of(images.located(winners)))
                  .withColumn(HqImagesTable.SELECTION, lit(parts.get(0).name())));
      return counts;
    } finally {
      kept.forEach(Dataset::unpersist);
    }
  }

  /** The winners, with what their rows of {@code frames} say of them. */
  private Dataset<Row> winners(Selection selection) {
    Winners winners = new Winners(context.lake(), selection);
    Dataset<Row> choices = withIntervals(winners.rows(), selection);
    Dataset<Row> sure =
        selection.caps().sure() ? choices.where(col(HqImagesTable.MARGIN_LOW).gt(0)) : choices;
    return winners.limited(sure).join(frames(selection), Keys.seq(FramesTable.TABLE.key()));
  }

  private Dataset<Row> withIntervals(Dataset<Row> choices, Selection selection) {
    if (selection.draws() == 0) {
      return choices
          .withColumn(HqImagesTable.MARGIN_LOW, lit(null).cast(DataTypes.DoubleType))
          .withColumn(HqImagesTable.MARGIN_HIGH, lit(null).cast(DataTypes.DoubleType));
    }
    context.step("select-hq", "Draw the blocks of images anew");
    ResampleTask.metric(context.equipment().value(), selection.metric());
    MarginIntervals intervals = new MarginIntervals(context, images);
    Dataset<Row> all = kept(choices);
    Dataset<Row> frames = kept(intervals.frames(all, frames(selection)));
    requireImages(frames);
    return kept(intervals.of(all, frames, selection));
  }

  private Dataset<Row> kept(Dataset<Row> rows) {
    kept.add(rows.persist(StorageLevel.MEMORY_AND_DISK()));
    return rows;
  }

  /** The frames of the candidates, without their images. */
  private Dataset<Row> frames(Selection selection) {
    return context
        .lake()
        .frames()
        .where(col(Columns.STATUS).equalTo(FramesTable.OK))
        .where(Keys.among(Columns.METHOD, selection.candidates()))
        .select(
            Keys.columns(
                Keys.with(
                    FramesTable.TABLE.key(),
                    Columns.COMMITTED_IN,
                    FramesTable.WIDTH,
                    FramesTable.HEIGHT,
                    FramesTable.RAW_BYTES)))
        .withColumnRenamed(Columns.COMMITTED_IN, HqImagesTable.MADE_IN);
  }

  private Map<String, Long> counts(Dataset<Row> winners) {
    Map<String, Long> counts = new TreeMap<>(Map.of("images", 0L, "contested", 0L));
    for (Row row :
        winners
            .groupBy(
                col(Columns.METHOD),
                col(HqImagesTable.RUNNER_UP).isNotNull(),
                col(HqImagesTable.MARGIN_LOW).isNotNull(),
                col(HqImagesTable.MARGIN_LOW).leq(0))
            .count()
            .collectAsList()) {
      long images = row.getLong(4);
      counts.merge("images", images, Long::sum);
      counts.merge(WON_BY + row.getString(0), images, Long::sum);
      if (row.getBoolean(1)) {
        counts.merge("contested", images, Long::sum);
      }
      if (row.getBoolean(2)) {
        counts.merge(TESTED, images, Long::sum);
        counts.merge(UNSURE, row.getBoolean(3) ? images : 0, Long::sum);
      }
    }
    if (counts.get("images") == 0) {
      throw new IllegalArgumentException(
          "Nothing to choose: %s"
              .formatted(String.join("; ", parts.stream().map(SelectHqJob::asked).toList())));
    }
    return counts;
  }

  private static String asked(Selection selection) {
    return "no sample of %s has a score by %s of any of %s that satisfies what is asked"
        .formatted(
            selection.datasets().isEmpty() ? "the lake" : selection.datasets(),
            selection.metric(),
            selection.candidates());
  }

  private static void requireImages(Dataset<Row> frames) {
    Dataset<Row> without = frames.where(col(FramesTable.RAW_BYTES).isNull());
    long count = without.count();
    if (count > 0) {
      Row row = without.first();
      throw new IllegalArgumentException(
          "%d of the images needed were not kept, such as that of recording %s at %d by %s; run with --keep raw and --mode overwrite"
              .formatted(
                  count,
                  row.getAs(Columns.RECORDING_ID),
                  row.<Long>getAs(Columns.KEY_FRAME),
                  row.getAs(Columns.METHOD)));
    }
  }
}
