package io.spikelake.jobs.sizing;

import io.spikelake.jobs.sizing.Estimate.Limit;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Relates work, cluster and time.
 *
 * <pre>
 * parallel = max(GPU seconds / GPUs, core seconds / cores, bytes / rate, requests / rate)
 * waves    = max(1, parallel / seconds of a wave, image bytes / bytes of a wave), rounded up
 * time     = planning + waves * commit + (1 + headroom) * parallel
 * </pre>
 *
 * <p>The greatest of the four counts and not their sum, because a task reads, infers and scores at
 * the same time. All executors are taken for alike and busy to the end of a wave.
 */
public final class Sizing {

  /** More than any cluster has; where these do not do, none will. */
  private static final int MOST_EXECUTORS = 1 << 20;

  private final Work work;
  private final Rates rates;

  public Sizing(Work work, Rates rates) {
    this.work = work;
    this.rates = rates;
  }

  /**
   * How long a cluster takes.
   *
   * @throws IllegalArgumentException if it has no GPUs, and there is work for these
   */
  public Estimate on(Cluster cluster) {
    double gpus = time(Resource.GPUS, cluster);
    double cores = time(Resource.CORES, cluster);
    double storage = work.bytes() / rates.bytesPerSecond();
    double requests = work.requests() / rates.requestsPerSecond();
    Map<Limit, Double> times = new TreeMap<>();
    times.put(Limit.GPUS, gpus);
    times.put(Limit.CORES, cores);
    times.put(Limit.STORAGE, storage);
    times.put(Limit.REQUESTS, requests);
    double parallel = times.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    long waves =
        (long)
            Math.max(
                1,
                Math.ceil(
                    Math.max(
                        parallel / rates.waveSeconds(), work.imageBytes() / rates.waveBytes())));
    double driver =
        rates.serialSeconds() + waves * rates.commitSeconds() + work.seconds(Resource.DRIVER);
    double busy = (1 + rates.headroom()) * parallel;
    times.put(Limit.DRIVER, driver / (1 + rates.headroom()));
    Limit limit =
        times.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    return new Estimate(
        cluster, gpus, cores, storage, requests, waves, driver, driver + busy, limit);
  }

  private double time(Resource resource, Cluster cluster) {
    double seconds = work.seconds(resource);
    if (seconds == 0) {
      return 0;
    }
    if (cluster.all(resource) == 0) {
      throw new IllegalArgumentException(
          "%.0f seconds of work for %s, and the executors have none"
              .formatted(seconds, resource.id()));
    }
    return seconds / cluster.all(resource);
  }

  /**
   * The fewest executors that are done in time; empty where no number of them is.
   *
   * @param one an executor, any number of them
   */
  public OptionalInt executors(double deadlineSeconds, Cluster one) {
    int enough = 1;
    while (on(one.of(enough)).seconds() > deadlineSeconds) {
      if (enough == MOST_EXECUTORS) {
        return OptionalInt.empty();
      }
      enough *= 2;
    }
    int few = enough / 2;
    while (enough - few > 1) {
      int middle = (few + enough) >>> 1;
      if (on(one.of(middle)).seconds() > deadlineSeconds) {
        few = middle;
      } else {
        enough = middle;
      }
    }
    return OptionalInt.of(enough);
  }
}
