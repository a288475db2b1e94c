package io.spikelake.cli;

import io.spikelake.jobs.Progress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.util.LongAccumulator;

/**
 * Samples done and total, samples per second, time left: one line that is written over on a
 * terminal, a line every ten seconds elsewhere.
 */
final class ProgressLine implements Progress, AutoCloseable {

  private final PrintStream out;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "spikelake-progress");
            thread.setDaemon(true);
            return thread;
          });

  private ScheduledFuture<?> ticking;
  private String step;
  private long total;
  private LongAccumulator done;
  private long startedNanos;

  ProgressLine(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void start(String newStep, long newTotal, LongAccumulator newDone) {
    stop();
    step = newStep;
    total = newTotal;
    done = newDone;
    startedNanos = System.nanoTime();
    long periodMs = Terminal.err() ? 250 : 10_000;
    ticking = clock.scheduleAtFixedRate(this::show, periodMs, periodMs, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void stop() {
    if (ticking == null) {
      return;
    }
    ticking.cancel(false);
    ticking = null;
    show();
    if (Terminal.err()) {
      out.println();
    }
  }

  private synchronized void show() {
    String line = line(step, done.value(), total, (System.nanoTime() - startedNanos) / 1e9);
    if (Terminal.err()) {
      out.print("\r" + line + "\u001b[K");
      out.flush();
    } else {
      out.println(line);
    }
  }

  /** The line for a state of the work. */
  static String line(String step, long done, long total, double seconds) {
    double perSecond = seconds > 0 ? done / seconds : 0;
    String left =
        done == 0 || done >= total
            ? ""
            : ", " + duration(Math.round((total - done) / perSecond)) + " left";
    return String.format(
        Locale.ROOT,
        "%s: %d / %d samples, %.1f samples/s%s",
        step,
        Math.min(done, total),
        total,
        perSecond,
        left);
  }

  private static String duration(long seconds) {
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds % 3600 / 60);
  }

  @Override
  public void close() {
    stop();
    clock.shutdownNow();
  }
}
