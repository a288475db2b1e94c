package io.spikelake.jobs.export;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.spikelake.jobs.io.Keys;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.RecordingsTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The dense runs of a selection: neighbouring key frames of a recording, as far apart as its
 * nearest two are, with images by one method, in one tone and size. Two or more; a gap in time
 * starts another run, so that a video never jumps.
 */
final class VideoRuns {

  static final String FIRST = "first_key_frame";
  static final String LAST = "last_key_frame";
  static final String STEP = "key_frame_step";
  static final String FRAMES = "frames";

  /** One video each. */
  static final List<String> RUN = List.of(Columns.RECORDING_ID, Columns.RECORDING_VERSION, FIRST);

  private static final List<String> RECORDING =
      List.of(Columns.RECORDING_ID, Columns.RECORDING_VERSION);

  private static final List<String> ALIKE =
      List.of(Columns.METHOD, Columns.TONE, FramesTable.WIDTH, FramesTable.HEIGHT);

  private static final String GAP = "gap";
  private static final String NUMBER = "run";

  private VideoRuns() {}

  /**
   * A row per run: {@link #RUN}, {@link #LAST}, {@link #STEP}, {@link #FRAMES}, and what its images
   * have in common.
   *
   * @param samples narrow columns of {@code hq_images}
   */
  static Dataset<Row> of(Dataset<Row> samples) {
    WindowSpec recording = Window.partitionBy(Keys.columns(RECORDING));
    WindowSpec inTime = recording.orderBy(Columns.KEY_FRAME);
    Column look = struct(Keys.columns(ALIKE));
    Column continues = col(GAP).equalTo(col(STEP)).and(look.equalTo(lag(look, 1).over(inTime)));
    List<String> common =
        Keys.with(
            ALIKE,
            Columns.DATASET,
            RecordingsTable.PATH,
            RecordingsTable.SPLIT,
            RecordingsTable.LABEL_NAME);
    List<Column> described = new ArrayList<>();
    described.add(max(Columns.KEY_FRAME).as(LAST));
    described.add(count(lit(1)).as(FRAMES));
    Keys.with(common, STEP).forEach(name -> described.add(first(name).as(name)));
    return samples
        .withColumn(GAP, col(Columns.KEY_FRAME).minus(lag(Columns.KEY_FRAME, 1).over(inTime)))
        .withColumn(STEP, min(GAP).over(recording))
        .withColumn(NUMBER, sum(when(continues, 0).otherwise(1)).over(inTime))
        .groupBy(Keys.columns(Keys.with(RECORDING, NUMBER)))
        .agg(min(Columns.KEY_FRAME).as(FIRST), described.toArray(Column[]::new))
        .drop(NUMBER)
        .where(col(FRAMES).geq(2));
  }
}
