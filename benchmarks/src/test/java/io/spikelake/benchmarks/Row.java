package io.spikelake.benchmarks;

import io.spikelake.bench.Kernel;
import java.util.EnumMap;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;

/**
 * The medians of one kernel and of those that it was compared with.
 *
 * @param kernel what was measured
 * @param nanos one run, by contender
 */
record Row(Kernel kernel, Map<Contender, Double> nanos) {

  private static final double MEDIAN = 50;

  static Row of(Kernel kernel, Map<Contender, RunResult> results) {
    Map<Contender, Double> nanos = new EnumMap<>(Contender.class);
    results.forEach(
        (contender, result) ->
            nanos.put(contender, result.getPrimaryResult().getStatistics().getPercentile(MEDIAN)));
    return new Row(kernel, nanos);
  }

  /** Microseconds per frame; NaN for a contender that there is not. */
  double micros(Contender contender) {
    return run(contender) / 1e3 / kernel.frames();
  }

  /** How many times as fast the kernel is. */
  double timesAsFastAs(Contender contender) {
    return run(contender) / run(Contender.VECTOR);
  }

  /** Thousand million bytes of input per second. */
  double gigabytesPerSecond() {
    return kernel.inputBytes() / run(Contender.VECTOR);
  }

  private double run(Contender contender) {
    return nanos.getOrDefault(contender, Double.NaN);
  }
}
