package io.spikelake.jobs.hq;

import io.spikelake.jobs.task.Equipment;
import io.spikelake.jobs.task.StoredImage;
import io.spikelake.quality.QualityMetrics;
import io.spikelake.quality.ScoredByBlocks;
import io.spikelake.schemas.Columns;
import io.spikelake.variant.VariantId;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Scores images with their blocks drawn anew. In: rows with the name of a sample, {@link #ROLE} and
 * the raw image. Out: {@link #SCHEMA}, with the scores of the draws as doubles in bytes, the
 * highest byte first.
 */
record ResampleTask(Broadcast<Equipment> equipment, String metric, int draws)
    implements MapPartitionsFunction<Row, Row> {

  /** A number that tells the images of a sample apart; handed through. */
  static final String ROLE = "role";

  static final String SCORES = "scores";

  static final StructType SCHEMA =
      new StructType()
          .add(Columns.RECORDING_ID, DataTypes.StringType, false)
          .add(Columns.RECORDING_VERSION, DataTypes.StringType, false)
          .add(Columns.KEY_FRAME, DataTypes.LongType, false)
          .add(Columns.DATASET, DataTypes.StringType, false)
          .add(ROLE, DataTypes.IntegerType, false)
          .add(SCORES, DataTypes.BinaryType, false);

  /** The same for all images, so that scores can be subtracted draw by draw. */
  private static final long SEED = 1;

  /**
   * @throws IllegalArgumentException if the score of a metric does not rest on blocks
   */
  static ScoredByBlocks metric(Equipment equipment, String id) {
    VariantId parsed = VariantId.parse(id);
    if (equipment.metrics().pack(parsed).isEmpty()
        && QualityMetrics.create(parsed, equipment.models()) instanceof ScoredByBlocks metric) {
      return metric;
    }
    throw new IllegalArgumentException(
        "The uncertainty of a margin by %s cannot be told: it has no blocks to draw anew, as NIQE has"
            .formatted(id));
  }

  @Override
  public Iterator<Row> call(Iterator<Row> frames) {
    ScoredByBlocks blocks = metric(equipment.value(), metric);
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(frames, 0), false)
        .map(frame -> scores(frame, blocks))
        .iterator();
  }

  private Row scores(Row frame, ScoredByBlocks blocks) {
    double[] scores = blocks.resampled(StoredImage.of(frame), draws, SEED);
    ByteBuffer bytes = ByteBuffer.allocate(scores.length * Double.BYTES);
    bytes.asDoubleBuffer().put(scores);
    return RowFactory.create(
        frame.getAs(Columns.RECORDING_ID),
        frame.getAs(Columns.RECORDING_VERSION),
        frame.getAs(Columns.KEY_FRAME),
        frame.getAs(Columns.DATASET),
        frame.getAs(ROLE),
        bytes.array());
  }
}
