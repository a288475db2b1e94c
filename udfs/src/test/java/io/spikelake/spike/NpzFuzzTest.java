package io.spikelake.spike;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.spikelake.testing.MemoryByteSource;

/** An archive is read as what it is found to be, or refused. */
class NpzFuzzTest {

  @FuzzTest
  void isReadOrRefused(byte[] file) throws Exception {
    Fuzzed.recording(new MemoryByteSource("a.npz", file), null);
  }
}
