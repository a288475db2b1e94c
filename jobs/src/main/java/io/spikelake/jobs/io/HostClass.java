package io.spikelake.jobs.io;

import io.spikelake.bench.Machine;
import java.util.Locale;
import org.apache.spark.SparkContext;

/** What a run ran on, in words by which the times of two runs can be told to be comparable. */
final class HostClass {

  private HostClass() {}

  /** Processor, cores and heap of the driver; the master, and how many tasks run at once. */
  static String of(SparkContext context) {
    return String.format(
        Locale.ROOT,
        "%s, %d cores, heap %.1f GiB; %s, %d tasks at once",
        Machine.processorName(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() / (double) (1 << 30),
        context.master(),
        context.defaultParallelism());
  }
}
