package io.spikelake.jobs.task;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/** The frames of shard after shard, made one key frame at a time as they are asked for. */
final class FrameIterator implements Iterator<Row>, AutoCloseable {

  private final Iterator<Shard> shards;
  private final Function<Shard, ShardFrames> opener;
  private final Queue<Row> ready = new ArrayDeque<>();
  private ShardFrames current;

  FrameIterator(Iterator<Shard> shards, Function<Shard, ShardFrames> opener) {
    this.shards = shards;
    this.opener = opener;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty()) {
      if (current != null && current.hasNext()) {
        ready.addAll(current.next());
      } else if (shards.hasNext()) {
        close();
        current = opener.apply(shards.next());
      } else {
        close();
        return false;
      }
    }
    return true;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException("No more frames");
    }
    return ready.remove();
  }

  @Override
  public void close() {
    if (current != null) {
      current.close();
      current = null;
    }
  }
}
