package io.spikelake.jobs.task;

import io.spikelake.djl.NetworkSettings;
import io.spikelake.executor.NetworkLane;
import io.spikelake.jobs.io.Run;
import io.spikelake.secrets.Secrets;
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
 * @param networks whether there are networks among the methods of the shards
 */
public record ReconstructTask(
    Run run,
    List<String> metrics,
    Keep keep,
    boolean networks,
    Broadcast<Equipment> equipment,
    Broadcast<SerializableConfiguration> hadoop,
    TaskCounters counters)
    implements MapPartitionsFunction<Shard, Row> {

  @Override
  public Iterator<Row> call(Iterator<Shard> shards) {
    if (!shards.hasNext()) {
      return java.util.Collections.emptyIterator();
    }
    TaskContext task = TaskContext.get();
    Configuration conf = hadoop.value().value();
    Secrets.learn(conf);
    Equipment tools = equipment.value();
    NetworkLane lane =
        networks || tools.anyNetwork(metrics) ? NetworkLane.of(tools.networks(), task) : null;
    NetworkSettings settings = lane == null ? null : lane.settings();
    FrameScorer scorer = new FrameScorer(metrics, tools, settings, counters);
    FramePipeline frames =
        new FramePipeline(
            shards,
            conf,
            new TaskMethods(tools.methods(), settings),
            lane,
            networks,
            scorer,
            new FrameRows(run, keep),
            counters);
    long started = System.nanoTime();
    task.addTaskCompletionListener(
        (TaskCompletionListener)
            context -> {
              frames.close();
              if (networks) {
                counters.laneNanos().add(System.nanoTime() - started);
              }
            });
    return frames;
  }
}
