package io.spikelake.ml;

import io.spikelake.executor.NetworkLane;
import io.spikelake.pack.ModelPack;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;

/** Adds frames to the rows of a partition. */
record FrameTask(FramePlan plan, Broadcast<ModelPack> pack)
    implements MapPartitionsFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    if (!rows.hasNext()) {
      return Collections.emptyIterator();
    }
    TaskContext task = TaskContext.get();
    NetworkLane lane = NetworkLane.of(plan.networks(), task);
    FrameRows frames = new FrameRows(rows, plan, pack.value(), lane.settings());
    // Not at the last row: a task may be cancelled, fail, or be asked for the first rows only.
    task.addTaskCompletionListener((TaskCompletionListener) context -> frames.close());
    return frames;
  }
}
