package io.spikelake.jobs.export;

import java.io.Serializable;

/**
 * Consecutive samples of a split that one task writes.
 *
 * @param split name of the split
 * @param index of the shard among those of the split, from 0
 * @param count how many shards the split has
 */
record Shard(String split, int index, int count) implements Serializable {

  String folder() {
    return SampleNames.split(split);
  }
}
