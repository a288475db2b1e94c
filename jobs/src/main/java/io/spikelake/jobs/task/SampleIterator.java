package io.spikelake.jobs.task;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** The samples of shard after shard, each read when it is asked for. */
final class SampleIterator implements Iterator<Sample>, AutoCloseable {

  private final Iterator<Shard> shards;
  private final Function<Shard, ShardSamples> opener;
  private ShardSamples current;

  SampleIterator(Iterator<Shard> shards, Function<Shard, ShardSamples> opener) {
    this.shards = shards;
    this.opener = opener;
  }

  @Override
  public boolean hasNext() {
    while (current == null || !current.hasNext()) {
      close();
      if (!shards.hasNext()) {
        return false;
      }
      current = opener.apply(shards.next());
    }
    return true;
  }

  @Override
  public Sample next() {
    if (!hasNext()) {
      throw new NoSuchElementException("No more samples");
    }
    return current.next();
  }

  @Override
  public void close() {
    if (current != null) {
      current.close();
      current = null;
    }
  }
}
