package io.spikelake.bench;

import io.spikelake.bench.Kernel.Work;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Measures work that takes microseconds on a machine that does other things too, or single runs of
 * work that takes longer.
 *
 * <p>In a race, each kind of work is first repeated for a third of its time, so that the compiler
 * has seen it. Then samples of all kinds are taken in turn, so that what else the machine does hits
 * all alike, and the median of each is kept. A sample repeats short work until the clock's
 * resolution does not matter.
 */
public final class Stopwatch {

  private static final long SAMPLE_NANOS = 200_000;

  /** Where results go, so that making them is no idle work. */
  private static volatile Object sink;

  private final LongSupplier clock;

  /**
   * @param clock nanoseconds since any instant, such as {@link System#nanoTime}
   */
  public Stopwatch(LongSupplier clock) {
    this.clock = clock;
  }

  /**
   * Measures kinds of work against each other.
   *
   * @param budgetNanos time for all of it; one sample of each is taken even if it takes longer
   * @return one timing per kind
   */
  public List<Timing> race(List<Work> works, long budgetNanos) throws IOException {
    Lane[] lanes = new Lane[works.size()];
    for (int i = 0; i < lanes.length; i++) {
      lanes[i] = warmUp(works.get(i), budgetNanos / 3 / lanes.length);
    }
    long end = clock.getAsLong() + budgetNanos / 3 * 2;
    do {
      for (Lane lane : lanes) {
        lane.add(nanosOfRun(lane.work, lane.runs));
      }
    } while (clock.getAsLong() < end);
    return Arrays.stream(lanes).map(Lane::timing).toList();
  }

  /**
   * Times single runs of work that takes long enough for the clock, one after the other.
   *
   * @param warmUpNanos time for which the work is repeated before; at least two runs
   * @param runs how many are timed
   */
  public Latency each(Work work, long warmUpNanos, int runs) throws IOException {
    long end = clock.getAsLong() + warmUpNanos;
    nanosOfRun(work, 1);
    do {
      nanosOfRun(work, 1);
    } while (clock.getAsLong() < end);
    double[] nanos = new double[runs];
    for (int i = 0; i < runs; i++) {
      nanos[i] = nanosOfRun(work, 1);
    }
    return Latency.of(nanos);
  }

  private Lane warmUp(Work work, long nanos) throws IOException {
    long end = clock.getAsLong() + nanos;
    double fastest = Double.MAX_VALUE;
    do {
      fastest = Math.min(fastest, nanosOfRun(work, 1));
    } while (clock.getAsLong() < end);
    return new Lane(work, (int) Math.ceil(SAMPLE_NANOS / Math.max(fastest, 1)));
  }

  private double nanosOfRun(Work work, int runs) throws IOException {
    long started = clock.getAsLong();
    for (int i = 0; i < runs; i++) {
      sink = work.run();
    }
    return (clock.getAsLong() - started) / (double) runs;
  }

  /** One kind of work and its samples so far. */
  private static final class Lane {

    private final Work work;
    private final int runs;
    private double[] samples = new double[1024];
    private int count;

    Lane(Work work, int runs) {
      this.work = work;
      this.runs = runs;
    }

    void add(double nanos) {
      if (count == samples.length) {
        samples = Arrays.copyOf(samples, 2 * count);
      }
      samples[count++] = nanos;
    }

    Timing timing() {
      double[] sorted = Arrays.copyOf(samples, count);
      Arrays.sort(sorted);
      double median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
      return new Timing(median, sorted[0], count);
    }
  }
}
