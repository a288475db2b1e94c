package io.spikelake.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.bench.BenchRecording;
import io.spikelake.bench.Kernel;
import io.spikelake.bench.Kernel.Work;
import io.spikelake.quality.MetricResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What is benchmarked does the same as the plain rival that it is compared with. */
class BenchmarkedKernelsTest {

  /** Sums in another order; scores are of the order of 1 to 100. */
  private static final Offset<Double> ROUNDING = within(1e-9);

  @Test
  void kernelsEqualTheirPlainRivals() throws IOException {
    List<String> compared = new ArrayList<>();
    try (BenchRecording recording = Workloads.recording()) {
      for (Kernel kernel : Workloads.of(recording)) {
        Optional<Work> plain = Contender.PLAIN.work(kernel, recording);
        if (plain.isPresent()) {
          compared.add(kernel.name());
          compare(kernel, kernel.work().run(), plain.get().run());
        }
      }
    }
    assertThat(compared).containsExactlyInAnyOrderElementsOf(PlainRivals.kernels());
  }

  private static void compare(Kernel kernel, Object fast, Object plain) {
    if (!(plain instanceof List<?> expected)) {
      assertThat(fast).as(kernel.name()).isEqualTo(plain);
      return;
    }
    List<?> results = (List<?>) fast;
    assertThat(results).as(kernel.name()).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(((MetricResult) results.get(i)).score())
          .as(kernel.name())
          .isCloseTo((Double) expected.get(i), ROUNDING);
    }
  }
}
