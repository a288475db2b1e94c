package io.spikelake.spike;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.spikelake.testing.MemoryByteSource;

/**
 * A {@code .npy} is read or refused, whatever its bytes are. See {@link Fuzzed} for how to run it.
 */
class NpyFuzzTest {

  @FuzzTest
  void isReadOrRefused(byte[] file) throws Exception {
    Fuzzed.recording(new MemoryByteSource("a.npy", file), SpikeFormat.NPY);
  }
}
