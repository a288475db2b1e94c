package io.spikelake.jobs.export;

import static org.apache.spark.sql.functions.col;

import io.spikelake.jobs.io.Keys;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.SortedMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Which sample is in which shard: the samples of a split in the order of {@link SampleKey}, cut
 * after every so many. What is kept of it is the first key of each shard, by which a task finds the
 * shard of an image that it has read, so that images move once, to the task that writes them.
 */
final class ShardPlan implements Serializable {

  private final List<Shard> shards;
  private final SampleKey[] firsts;
  private final SortedMap<String, Long> samples;

  private ShardPlan(List<Shard> shards, SampleKey[] firsts, SortedMap<String, Long> samples) {
    this.shards = shards;
    this.firsts = firsts;
    this.samples = samples;
  }

  /**
   * @param samples with the columns of {@link SampleKey}; no two with the same key
   * @throws IllegalArgumentException if two splits would have one name in file names
   */
  static ShardPlan of(Dataset<Row> samples, int perShard) {
    SortedMap<String, Long> sizes = Splits.sizes(samples);
    List<SampleKey> firsts = firsts(samples, sizes, perShard);
    List<Shard> shards = new ArrayList<>();
    for (SampleKey first : firsts) {
      int count = Math.toIntExact((sizes.get(first.split()) + perShard - 1) / perShard);
      boolean continues =
          !shards.isEmpty() && shards.get(shards.size() - 1).split().equals(first.split());
      int index = continues ? shards.get(shards.size() - 1).index() + 1 : 0;
      shards.add(new Shard(first.split(), index, count));
    }
    return new ShardPlan(List.copyOf(shards), firsts.toArray(SampleKey[]::new), sizes);
  }

  private static List<SampleKey> firsts(
      Dataset<Row> samples, SortedMap<String, Long> sizes, int perShard) {
    List<SampleKey> all =
        new ArrayList<>(
            samples
                .select(Keys.columns(SampleKey.COLUMNS))
                .sort(Keys.columns(SampleKey.COLUMNS))
                .javaRDD()
                .zipWithIndex()
                .filter(new FirstOfShard(starts(sizes), perShard))
                .map(pair -> SampleKey.of(pair._1()))
                .collect());
    all.sort(null);
    return all;
  }

  /** How many samples lie before those of each split. */
  private static HashMap<String, Long> starts(SortedMap<String, Long> sizes) {
    HashMap<String, Long> starts = new HashMap<>();
    long start = 0;
    for (String split : sizes.keySet()) {
      starts.put(split, start);
      start += sizes.get(split);
    }
    return starts;
  }

  private record FirstOfShard(HashMap<String, Long> starts, int perShard)
      implements org.apache.spark.api.java.function.Function<scala.Tuple2<Row, Long>, Boolean> {
    @Override
    public Boolean call(scala.Tuple2<Row, Long> numbered) {
      return (numbered._2() - starts.get(numbered._1().getString(0))) % perShard == 0;
    }
  }

  List<Shard> shards() {
    return shards;
  }

  /** Number of samples by split. */
  SortedMap<String, Long> samples() {
    return samples;
  }

  /** The number of a row's shard in {@link #shards}. */
  Column number() {
    UDF5<String, String, String, String, Long, Integer> find =
        (split, dataset, path, version, keyFrame) ->
            number(new SampleKey(split, dataset, path, version, keyFrame));
    return functions
        .udf(find, DataTypes.IntegerType)
        .apply(SampleKey.COLUMNS.stream().map(name -> col(name)).toArray(Column[]::new));
  }

  private int number(SampleKey key) {
    int found = Arrays.binarySearch(firsts, key);
    return found >= 0 ? found : -found - 2;
  }
}
