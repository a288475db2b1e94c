package io.spikelake.jobs.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MethodNamesTest {

  @Test
  void namesAreAsShortAsTheyTellMethodsApart() {
    assertThat(
            MethodNames.of(
                List.of(
                    "tvs/moving@1:window=300",
                    "tfi/eq5@1",
                    "tfi/middle@1:window=74",
                    "tfi/middle@1:window=20",
                    "lrn/bsds@1:pack=3a7e0f37fc15",
                    "wgse/x@1:pack=000000000000",
                    "wgse/x@1:pack=111111111111")))
        .containsExactly(
            "tvs",
            "tfi/eq5",
            "tfi/middle:window=74",
            "tfi/middle:window=20",
            "lrn",
            "wgse/x@1:pack=000000000000",
            "wgse/x@1:pack=111111111111");
  }

  @Test
  void aMethodInSeveralTonesHasOneName() {
    assertThat(MethodNames.of(List.of("tfp/spike-zoo@1:window=41", "tfp/spike-zoo@1:window=41")))
        .containsExactly("tfp", "tfp");
  }
}
