package io.spikelake.bench;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What was measured of one kernel, as people compare it.
 *
 * @param kernel what was measured
 * @param runNanos one run of it, median
 * @param rivalNanos one run of its rival, median
 */
public record Figures(Kernel kernel, double runNanos, OptionalDouble rivalNanos) {

  /** Measures a kernel, and its rival in turn with it. */
  public static Figures measure(Kernel kernel, Stopwatch stopwatch, long budgetNanos)
      throws IOException {
    if (kernel.rival() == null) {
      double run = stopwatch.race(List.of(kernel.work()), budgetNanos).get(0).median();
      return new Figures(kernel, run, OptionalDouble.empty());
    }
    List<Timing> both = stopwatch.race(List.of(kernel.work(), kernel.rival().work()), budgetNanos);
    return new Figures(kernel, both.get(0).median(), OptionalDouble.of(both.get(1).median()));
  }

  /** Microseconds per frame. */
  public double micros() {
    return runNanos / 1e3 / kernel.frames();
  }

  public double framesPerSecond() {
    return 1e9 / runNanos * kernel.frames();
  }

  /** Million bytes of input per second. */
  public double megabytesPerSecond() {
    return 1e3 / runNanos * kernel.inputBytes();
  }

  /** Microseconds of the rival per frame; NaN if there is none. */
  public double rivalMicros() {
    return rivalNanos.orElse(Double.NaN) / 1e3 / kernel.frames();
  }

  /** How many times as fast as the rival; NaN if there is none. */
  public double timesTheRival() {
    return rivalNanos.orElse(Double.NaN) / runNanos;
  }
}
