package io.spikelake.jobs.task;

import io.spikelake.executor.NetworkLane;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/**
 * The stages of a task: read windows and unpack them; infer; tone, score and encode.
 *
 * <p>With networks among the methods, the first two run in threads of their own, each at most a
 * batch ahead of the next, so that storage, device and cores work at the same time and memory is
 * bounded by three batches. Without networks everything runs in the thread that asks for rows.
 */
final class FramePipeline implements Iterator<Row>, AutoCloseable {

  private final Deque<AutoCloseable> stages = new ArrayDeque<>();
  private final FrameIterator frames;

  FramePipeline(
      Iterator<Shard> shards,
      Configuration conf,
      TaskMethods methods,
      NetworkLane lane,
      boolean networks,
      FrameScorer scorer,
      FrameRows rows,
      TaskCounters counters) {
    stages.push(scorer);
    stages.push(methods);
    SampleIterator read =
        new SampleIterator(
            shards,
            shard -> new ShardSamples(shard, conf, methods, scorer.needsReference(), counters));
    stages.push(read);
    Iterator<Sample> samples = read;
    if (networks) {
      int batch = lane.settings().frames();
      ReadAhead<Sample> ahead = new ReadAhead<>("spikelake-read-" + lane.name(), read, batch);
      stages.push(ahead);
      ReadAhead<Sample> inferred =
          new ReadAhead<>(
              "spikelake-infer-" + lane.name(),
              new Inference(ahead, lane.device(), batch, counters),
              batch);
      stages.push(inferred);
      samples = inferred;
    }
    this.frames = new FrameIterator(samples, scorer, rows, counters);
  }

  @Override
  public boolean hasNext() {
    return frames.hasNext();
  }

  @Override
  public Row next() {
    return frames.next();
  }

  /** Stops the stages from the last to the first, and frees what they hold. */
  @Override
  public void close() {
    while (!stages.isEmpty()) {
      try {
        stages.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("Could not stop a stage of the task: " + e, e);
      }
    }
  }
}
