package io.spikelake.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.bench.BenchRecording;
import io.spikelake.bench.Kernel;
import io.spikelake.bench.Kernel.Work;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is benchmarked does the same as the plain rival that it is compared with. */
class BenchmarkedKernelsTest {

  @Test
  void kernelsEqualTheirPlainRivals() throws IOException {
    List<String> compared = new ArrayList<>();
    try (BenchRecording recording = Workloads.recording()) {
      for (Kernel kernel : Workloads.of(recording)) {
        Optional<Work> plain = Contender.PLAIN.work(kernel, recording);
        if (plain.isPresent()) {
          compared.add(kernel.name());
          assertThat(kernel.work().run()).as(kernel.name()).isEqualTo(plain.get().run());
        }
      }
    }
    assertThat(compared).containsExactlyInAnyOrderElementsOf(PlainRivals.kernels());
  }
}
