package io.spikelake.jobs.task;

import io.spikelake.jobs.io.Run;
import io.spikelake.quality.QualityModels;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Turns shards into rows of {@code frames}: every window is read once, every method runs on it,
 * every frame is scored where it was made.
 *
 * @param metrics complete metric ids
 */
public record ReconstructTask(
    Run run,
    List<String> metrics,
    Keep keep,
    Broadcast<QualityModels> models,
    Broadcast<SerializableConfiguration> hadoop,
    TaskCounters counters)
    implements MapPartitionsFunction<Shard, Row> {

  @Override
  public Iterator<Row> call(Iterator<Shard> shards) {
    Configuration conf = hadoop.value().value();
    FrameScorer scorer = new FrameScorer(metrics, models.value(), counters);
    FrameIterator frames =
        new FrameIterator(
            shards,
            shard -> new ShardFrames(shard, conf, scorer, new FrameRows(run, keep), counters));
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> frames.close());
    return frames;
  }
}
