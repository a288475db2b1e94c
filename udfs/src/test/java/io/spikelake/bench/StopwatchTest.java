package io.spikelake.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.bench.Kernel.Work;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopwatchTest {

  private static final long MILLISECOND = 1_000_000;

  private long now;

  private final Stopwatch stopwatch = new Stopwatch(() -> now);

  /** Work that takes these times in turn, the last one for ever. */
  private Work taking(long... nanos) {
    int[] runs = {0};
    return () -> now += nanos[Math.min(runs[0]++, nanos.length - 1)];
  }

  private Timing alone(Work work, long budgetNanos) throws IOException {
    return stopwatch.race(List.of(work), budgetNanos).get(0);
  }

  @Test
  void steadyWorkTakesWhatItTakes() throws IOException {
    assertThat(alone(taking(MILLISECOND), 30 * MILLISECOND))
        .isEqualTo(new Timing(MILLISECOND, MILLISECOND, 20));
    assertThat(now).isEqualTo(30 * MILLISECOND);
  }

  @Test
  void aSlowStartDoesNotCount() throws IOException {
    Timing timing = alone(taking(9 * MILLISECOND, MILLISECOND), 30 * MILLISECOND);
    assertThat(timing).isEqualTo(new Timing(MILLISECOND, MILLISECOND, 20));
  }

  @Test
  void theMedianIsNotMovedByOneBusyMoment() throws IOException {
    long m = MILLISECOND;
    // Three runs to warm up, then samples of 3, 1 and 90 ms.
    Timing timing = alone(taking(m, m, m, 3 * m, m, 90 * m), 9 * m);
    assertThat(timing).isEqualTo(new Timing(3 * m, m, 3));
  }

  @Test
  void oneSampleIsTakenHoweverShortTheTime() throws IOException {
    Timing timing = alone(taking(7 * MILLISECOND, 2 * MILLISECOND, MILLISECOND), 0);
    assertThat(timing).isEqualTo(new Timing(2 * MILLISECOND, 2 * MILLISECOND, 1));
  }

  @Test
  void ofAnEvenNumberTheMedianLiesBetweenTheTwoInTheMiddle() throws IOException {
    long m = MILLISECOND;
    // Two runs to warm up, then samples of 3 and 1 ms.
    assertThat(alone(taking(m, m, 3 * m, m), 6 * m)).isEqualTo(new Timing(2 * m, m, 2));
  }

  /** Runs of 20 us make samples of ten. */
  @Test
  void shortWorkIsRepeatedWithinASample() throws IOException {
    int[] runs = {0};
    Work work =
        () -> {
          runs[0]++;
          return now += 20_000;
        };
    Timing timing = alone(work, 6 * MILLISECOND);
    assertThat(timing).isEqualTo(new Timing(20_000, 20_000, 20));
    assertThat(runs[0]).isEqualTo(100 + 20 * 10);
  }

  @Test
  void rivalsRunInTurn() throws IOException {
    StringBuilder order = new StringBuilder();
    Work one =
        () -> {
          now += MILLISECOND;
          return order.append('a');
        };
    Work other =
        () -> {
          now += 2 * MILLISECOND;
          return order.append('b');
        };
    List<Timing> timings = stopwatch.race(List.of(one, other), 12 * MILLISECOND);
    assertThat(order.toString()).isEqualTo("aa" + "b" + "ab".repeat(3));
    assertThat(timings)
        .containsExactly(
            new Timing(MILLISECOND, MILLISECOND, 3),
            new Timing(2 * MILLISECOND, 2 * MILLISECOND, 3));
  }

  @Test
  void singleRunsAreTimedAfterTheWarmUp() throws IOException {
    long m = MILLISECOND;
    // Runs of 9, 5 and 2 ms fill the 15 ms of the warm-up.
    Latency latency = stopwatch.each(taking(9 * m, 5 * m, 2 * m, m, 3 * m, 2 * m), 15 * m, 3);
    assertThat(latency).isEqualTo(new Latency(3, 2, 2, 3, 1));
    assertThat(now).isEqualTo(22 * m);
  }

  @Test
  void slowWorkIsWarmedUpTwice() throws IOException {
    long m = MILLISECOND;
    assertThat(stopwatch.each(taking(50 * m, 20 * m, 10 * m), 0, 2))
        .isEqualTo(new Latency(2, 10, 10, 10, 0));
  }
}
