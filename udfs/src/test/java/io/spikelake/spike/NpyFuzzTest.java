package io.spikelake.spike;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.spikelake.testing.MemoryByteSource;

/** A {@code .npy} is read or refused, whatever its bytes are. */
class NpyFuzzTest {

  @FuzzTest
  void isReadOrRefused(byte[] file) throws Exception {
    Fuzzed.recording(new MemoryByteSource("a.npy", file), SpikeFormat.NPY);
  }
}
