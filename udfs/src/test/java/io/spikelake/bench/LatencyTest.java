package io.spikelake.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatencyTest {

  @Test
  void figuresOfFourRuns() {
    Latency latency = Latency.of(new double[] {9e6, 1e6, 2e6, 4e6});
    assertThat(latency.runs()).isEqualTo(4);
    assertThat(latency.mean()).isEqualTo(4);
    assertThat(latency.median()).isEqualTo(3);
    assertThat(latency.p95()).isEqualTo(9);
    // 5^2 + 3^2 + 2^2 + 0 = 38 over three
    assertThat(latency.deviation()).isCloseTo(Math.sqrt(38 / 3.0), within(1e-12));
  }

  @Test
  void ofAHundredRunsTheFiveSlowestLieAboveTheP95() {
    double[] nanos = IntStream.rangeClosed(1, 100).mapToDouble(i -> (101 - i) * 1e6).toArray();
    assertThat(Latency.of(nanos).p95()).isEqualTo(95);
    assertThat(nanos[0]).as("the input is not sorted").isEqualTo(100e6);
  }

  @Test
  void oneRunHasNoDeviation() {
    Latency latency = Latency.of(new double[] {5e5});
    assertThat(latency).isEqualTo(new Latency(1, 0.5, 0.5, 0.5, Double.NaN));
  }
}
