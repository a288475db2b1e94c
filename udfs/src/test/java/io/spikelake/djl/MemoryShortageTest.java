package io.spikelake.djl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryShortageTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Error code - ORT_RUNTIME_EXCEPTION - message: Non-zero status code returned while running"
            + " FusedConv node. Name:'' Status Message: bfc_arena.cc:376 Failed to allocate memory"
            + " for requested buffer of size 819200000",
        "CUDA failure 2: out of memory ; GPU=0 ; hostname=h ; expr=cudaMalloc((void**)&p, size);",
        "CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED ; GPU=0",
        "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 7.79 GiB"
      })
  void recognisesWhatEnginesSay(String message) {
    Exception inner = new IllegalArgumentException(message);
    assertThat(MemoryShortage.isBehind(inner)).isTrue();
    assertThat(MemoryShortage.isBehind(new RuntimeException("failed", inner))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "CUDA failure 700: an illegal memory access was encountered"})
  void leavesOtherFailuresAlone(String message) {
    assertThat(MemoryShortage.isBehind(new RuntimeException(message, new Exception()))).isFalse();
  }
}
