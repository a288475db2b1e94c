package io.spikelake.jobs.hq;

import static org.apache.spark.sql.functions.col;

import io.spikelake.jobs.JobContext;
import io.spikelake.jobs.io.Keys;
import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.HqImagesTable;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Images of a few among many frames, of whose files only the pages that hold these images are read;
 * a join over {@code frames} would read the images of all.
 */
final class FrameImages {

  /** The file that holds a frame. */
  static final String FILE = "file";

  /** What names a row of {@code frames}, even where two runs made the same frame. */
  static final List<String> FRAME = Keys.with(FramesTable.TABLE.key(), HqImagesTable.MADE_IN);

  private final Lake lake;
  private final Broadcast<SerializableConfiguration> hadoop;

  FrameImages(JobContext context) {
    this.lake = context.lake();
    this.hadoop = context.hadoop();
  }

  /**
   * Where some frames are.
   *
   * @param frames with the columns {@link #FRAME}
   * @return the same with {@link #FILE} and the digest of the pixels
   */
  Dataset<Row> located(Dataset<Row> frames) {
    Dataset<Row> places =
        lake.read(FramesTable.TABLE)
            .withColumnRenamed(Columns.COMMITTED_IN, HqImagesTable.MADE_IN)
            .withColumn(FILE, col("_metadata.file_path"))
            .select(Keys.columns(Keys.with(FRAME, FILE, FramesTable.PIXEL_DIGEST)));
    return frames.join(places, Keys.seq(FRAME));
  }

  /**
   * The same rows with the raw image and the PNG, the latter null where none was kept.
   *
   * @param located as {@link #located} gives them
   */
  Dataset<Row> of(Dataset<Row> located) {
    StructType schema =
        located
            .schema()
            .add(FramesTable.RAW, DataTypes.BinaryType, true)
            .add(FramesTable.PNG, DataTypes.BinaryType, true);
    return located
        .repartition(col(FILE))
        .sortWithinPartitions(FILE)
        .mapPartitions(new FrameImagesTask(hadoop, schema), Encoders.row(schema));
  }
}
