package io.spikelake.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.bench.Kernel;
import io.spikelake.bench.Kernel.Rival;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultTableTest {

  private static final Row WITH_ALL =
      new Row(
          new Kernel("tfp", 1, 100_000, () -> "frame", new Rival("copy", () -> "copy")),
          Map.of(
              Contender.VECTOR, 20_000.0,
              Contender.SCALAR, 90_123.0,
              Contender.PLAIN, 1_500_000.0,
              Contender.RIVAL, 10_000.0));

  private static final Row ALONE =
      new Row(
          new Kernel("dense tfi", 10, 1_000_000, () -> "frame", null),
          Map.of(Contender.VECTOR, 2_000_000.0, Contender.SCALAR, 2_000_000.0));

  @Test
  void figuresArePerFrameAndMissingOnesEmpty() {
    assertThat(ResultTable.markdown(List.of(WITH_ALL, ALONE)).lines().skip(2))
        .containsExactly(
            "| tfp | 20.0 | 30 | 90.1 | 1500 | 75.0 | copy | 10.0 | 0.50 | 5.00 |",
            "| dense tfi | 200 |  | 200 |  |  |  |  |  | 0.50 |");
  }
}
