package io.spikelake.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LoopTimesTest {

  @Test
  void figuresAreMediansPerSample() {
    LoopTimes times = new LoopTimes(10);
    times.add(new LakeLoop.Seconds(1, 2), 4, Map.of("network", 3.0));
    times.add(new LakeLoop.Seconds(3, 9), 5, Map.of("network", 2.0));
    times.add(new LakeLoop.Seconds(2, 2.5), 9, Map.of("network", 8.0));
    assertThat(times.text().lines())
        .containsExactly(
            "Python loop      2.00 samples/s, ms per sample: network 300.0",
            "SpikeLake        4.00 samples/s, ingest of the archive before: 2.00 s",
            "ratio           2.000 (at least 1.5)");
  }
}
