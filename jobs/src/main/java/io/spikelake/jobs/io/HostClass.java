package io.spikelake.jobs.io;

import io.spikelake.bench.Machine;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkContext;

/** What a run ran on, in words by which the times of two runs can be told to be comparable. */
public final class HostClass {

  private static final Pattern TASKS = Pattern.compile(", (\\d{1,9}) tasks at once$");

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

  /** How many tasks ran at once, by such a text; empty if it is another. */
  public static OptionalInt tasks(String host) {
    Matcher tasks = TASKS.matcher(host);
    return tasks.find() ? OptionalInt.of(Integer.parseInt(tasks.group(1))) : OptionalInt.empty();
  }
}
