package io.spikelake.jobs.hq;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.spikelake.jobs.JobContext;
import io.spikelake.jobs.io.Keys;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.HqImagesTable;
import io.spikelake.statistics.Quantiles;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * How far margins rest on what the few blocks of an image happen to show: the middle 95 % of the
 * margin over draws of blocks, the same draws for the chosen image and the second best.
 */
final class MarginIntervals {

  private static final int CHOSEN = 0;
  private static final int SECOND = 1;

  private static final StructType INTERVAL =
      new StructType()
          .add(HqImagesTable.MARGIN_LOW, DataTypes.DoubleType)
          .add(HqImagesTable.MARGIN_HIGH, DataTypes.DoubleType);

  private final JobContext context;
  private final FrameImages images;

  MarginIntervals(JobContext context, FrameImages images) {
    this.context = context;
    this.images = images;
  }

  /**
   * Both images of each choice that has a second best, with {@link ResampleTask#ROLE}.
   *
   * @param frames narrow rows of {@code frames}
   */
  Dataset<Row> frames(Dataset<Row> choices, Dataset<Row> frames) {
    Dataset<Row> contested = choices.where(col(HqImagesTable.RUNNER_UP).isNotNull());
    Dataset<Row> chosen =
        contested.select(Keys.columns(Keys.with(Winners.SAMPLE, Columns.METHOD, Columns.TONE)));
    Dataset<Row> second =
        contested
            .drop(Columns.METHOD, Columns.TONE)
            .withColumnRenamed(HqImagesTable.RUNNER_UP, Columns.METHOD)
            .withColumnRenamed(HqImagesTable.RUNNER_UP_TONE, Columns.TONE)
            .select(Keys.columns(Keys.with(Winners.SAMPLE, Columns.METHOD, Columns.TONE)));
    return chosen
        .withColumn(ResampleTask.ROLE, lit(CHOSEN))
        .unionByName(second.withColumn(ResampleTask.ROLE, lit(SECOND)))
        .join(frames, Keys.seq(FramesTable.TABLE.key()));
  }

  /**
   * The choices with the interval of their margins; null without a second best, or where fewer than
   * half of the draws have a score.
   *
   * @param frames as {@link #frames} gives them
   */
  Dataset<Row> of(Dataset<Row> choices, Dataset<Row> frames, Selection selection) {
    ResampleTask task =
        new ResampleTask(context.equipment(), selection.metric(), selection.draws());
    Dataset<Row> scores =
        images.of(images.located(frames)).mapPartitions(task, Encoders.row(ResampleTask.SCHEMA));
    Dataset<Row> pairs =
        scores
            .groupBy(Keys.columns(Winners.SAMPLE))
            .agg(role(CHOSEN).as("chosen"), role(SECOND).as("second"));
    boolean lowerIsBetter = selection.lowerIsBetter();
    UDF2<byte[], byte[], Row> interval =
        (chosen, second) -> interval(chosen, second, lowerIsBetter);
    return choices.join(
        pairs
            .withColumn("interval", udf(interval, INTERVAL).apply(col("chosen"), col("second")))
            .select(Keys.columns(Keys.with(Winners.SAMPLE, "interval.*"))),
        Keys.seq(Winners.SAMPLE),
        "left");
  }

  private static Column role(int role) {
    return first(when(col(ResampleTask.ROLE).equalTo(role), col(ResampleTask.SCORES)), true);
  }

  private static Row interval(byte[] chosen, byte[] second, boolean lowerIsBetter) {
    double[] best = doubles(chosen);
    double[] next = doubles(second);
    double[] margins =
        IntStream.range(0, best.length)
            .mapToDouble(i -> lowerIsBetter ? next[i] - best[i] : best[i] - next[i])
            .filter(margin -> !Double.isNaN(margin))
            .sorted()
            .toArray();
    return 2 * margins.length < best.length
        ? RowFactory.create(null, null)
        : RowFactory.create(Quantiles.ofSorted(margins, 0.025), Quantiles.ofSorted(margins, 0.975));
  }

  private static double[] doubles(byte[] bytes) {
    double[] values = new double[bytes.length / Double.BYTES];
    ByteBuffer.wrap(bytes).asDoubleBuffer().get(values);
    return values;
  }
}
