package io.spikelake.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import io.spikelake.jobs.io.Keys;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Unfolds the metric results that frames carry. */
final class ScoreRows {

  private ScoreRows() {}

  /**
   * @param frames rows of {@code frames}
   * @param more columns of {@code frames} to keep, beyond the key, the data set and the device
   * @return one row per result, with the columns of {@code scores} but for those of the run
   */
  static Dataset<Row> of(Dataset<Row> frames, String... more) {
    List<String> frame = Keys.with(FramesTable.TABLE.key(), Columns.DATASET, Columns.DEVICE);
    return frames
        .withColumn("result", explode(col(FramesTable.METRICS)))
        .select(Keys.columns(Keys.with(Keys.with(frame, more), "result.*")));
  }
}
