package io.spikelake.cli;

import io.spikelake.jobs.Progress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Samples done and total, those of earlier runs among them, frames that failed, samples per second,
 * time left: one line that is written over on a terminal, a line every ten seconds elsewhere.
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
  private Work work;
  private long startedNanos;

  ProgressLine(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void start(Work newWork) {
    stop();
    work = newWork;
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
    String line =
        line(work, work.done().value(), work.failed().value(), System.nanoTime() - startedNanos);
    if (Terminal.err()) {
      out.print("\r" + line + "\u001b[K");
      out.flush();
    } else {
      out.println(line);
    }
  }

  /**
   * The line for a state of the work.
   *
   * @param done samples done by this run; tasks that were tried again count again
   */
  static String line(Work work, long done, long failed, long nanos) {
    long now = Math.min(done, work.left());
    double perSecond = nanos > 0 ? done * 1e9 / nanos : 0;
    return String.format(
        Locale.ROOT,
        "%s: %d / %d samples%s%s, %.1f samples/s%s",
        work.step(),
        work.before() + now,
        work.before() + work.left(),
        work.before() > 0 ? ", " + work.before() + " of them before" : "",
        failed > 0 ? ", " + failed + " frames failed" : "",
        perSecond,
        now == 0 || now == work.left()
            ? ""
            : ", " + duration(Math.round((work.left() - now) / perSecond)) + " left");
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
