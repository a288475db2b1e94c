package io.spikelake.cli;

import io.spikelake.jobs.JobContext;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Turns SIGTERM, by which schedulers and Kubernetes end a process, into an orderly end of the run:
 * the wave in hand is finished if that takes no longer than the grace period, and given up
 * otherwise. Either way the lake holds whole waves only.
 */
final class Termination implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Termination.class);

  /** How long the wave in hand may take; what the scheduler grants must be longer. */
  static final String GRACE = "spark.spikelake.stop.grace";

  static final String DEFAULT_GRACE = "20s";

  private final JobContext context;
  private final long graceSeconds;
  private final SignalHandler before;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "spikelake-termination");
            thread.setDaemon(true);
            return thread;
          });

  Termination(JobContext context) {
    this.context = context;
    SparkContext spark = context.spark().sparkContext();
    this.graceSeconds = spark.conf().getTimeAsSeconds(GRACE, DEFAULT_GRACE);
    this.before = Signal.handle(new Signal("TERM"), signal -> stop(spark));
  }

  private void stop(SparkContext spark) {
    if (context.stop().isMade()) {
      return;
    }
    context.stop().make();
    LOG.warn(
        "Asked to end: finishing the wave in hand, or giving it up after {} s ({})",
        graceSeconds,
        GRACE);
    clock.schedule(spark::cancelAllJobs, graceSeconds, TimeUnit.SECONDS);
  }

  /** Later signals end the process as before. */
  @Override
  public void close() {
    clock.shutdownNow();
    Signal.handle(new Signal("TERM"), before);
  }
}
