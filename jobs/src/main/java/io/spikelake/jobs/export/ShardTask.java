package io.spikelake.jobs.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Writes the shards of a partition. In: rows with the narrow columns of {@code hq_images}, an
 * image, and {@link #SHARD}, the rows of a shard one after another in their order. Out: {@link
 * ExportedFile}s.
 *
 * @param shards all of them, by number
 */
record ShardTask(
    ExportFolder folder, ExportFormat format, ExportColumns columns, List<Shard> shards)
    implements MapPartitionsFunction<Row, Row> {

  static final String SHARD = "shard";

  @Override
  public Iterator<Row> call(Iterator<Row> rows) throws IOException {
    List<Row> files = new ArrayList<>();
    Row next = rows.hasNext() ? rows.next() : null;
    while (next != null) {
      int number = next.getAs(SHARD);
      try (ShardWriter writer = open(shards.get(number))) {
        do {
          writer.add(ExportSample.of(next));
          next = rows.hasNext() ? rows.next() : null;
        } while (next != null && next.<Integer>getAs(SHARD) == number);
        writer.finish().forEach(file -> files.add(file.row()));
      }
    }
    return files.iterator();
  }

  private ShardWriter open(Shard shard) throws IOException {
    return switch (format) {
      case IMAGEFOLDER, PAIRS -> new LooseImages(folder, shard);
      case WEBDATASET -> WebDatasetShard.open(folder, shard, columns);
      case PARQUET -> ParquetShard.ofImages(folder, shard, columns);
      case ARROW -> ArrowShard.open(folder, shard, columns);
      case NPZ, VIDEO -> throw new IllegalStateException(format + " is not written by shards");
    };
  }
}
