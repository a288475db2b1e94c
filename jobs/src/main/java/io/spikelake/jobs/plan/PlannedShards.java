package io.spikelake.jobs.plan;

import io.spikelake.jobs.task.Cell;
import io.spikelake.jobs.task.Shard;
import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * The shards of a run, of which waves take one piece after the other.
 *
 * <p>Pieces are cut by the shards' digests, which spread evenly: where an executor dies and its
 * part of the plan is worked out again, in whatever order, no shard changes its wave.
 */
public final class PlannedShards implements AutoCloseable {

  private static final int HEX_DIGITS = 12;
  private static final double SPACE = Math.pow(16, HEX_DIGITS);

  /**
   * How much there is to do.
   *
   * @param samples key frames; each is in one shard only
   */
  public record Size(long shards, long samples) implements Serializable {

    private Size plus(Size other) {
      return new Size(shards + other.shards, samples + other.samples);
    }

    private static Size of(Shard shard) {
      return new Size(1, shard.cells().stream().map(Cell::keyFrame).distinct().count());
    }
  }

  private final SparkSession spark;
  private final JavaRDD<Shard> shards;
  private final Size size;

  public PlannedShards(SparkSession spark, Dataset<Shard> shards) {
    this.spark = spark;
    this.shards = shards.toJavaRDD().persist(StorageLevel.MEMORY_AND_DISK());
    this.size = this.shards.map(Size::of).fold(new Size(0, 0), Size::plus);
  }

  public Size size() {
    return size;
  }

  /**
   * About that many of the shards: those between two places, where 0 is before the first and 1
   * behind the last.
   */
  public Dataset<Shard> between(double from, double to) {
    return spark.createDataset(
        shards
            .filter(
                shard -> {
                  double place = place(shard);
                  return place >= from && place < to;
                })
            .rdd(),
        Encoders.javaSerialization(Shard.class));
  }

  private static double place(Shard shard) {
    return Long.parseLong(shard.digest().substring(0, HEX_DIGITS), 16) / SPACE;
  }

  @Override
  public void close() {
    shards.unpersist();
  }
}
