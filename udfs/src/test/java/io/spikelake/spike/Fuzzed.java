package io.spikelake.spike;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/**
 * What must hold of every input that a fuzzer makes.
 *
 * <p>The classes {@code *FuzzTest} are tests of the inputs kept below {@code src/test/resources},
 * one file each, in folders named after class and method. To look for more, a class at a time, from
 * the root of the project:
 *
 * <pre>
 * mvn test -Pfuzz -pl schemas,udfs -Dtest=NpyFuzzTest -Dfuzz.time=60s \
 *     -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 *
 * An input that fails is put beside the kept ones, and is a test from then on; what reaches new
 * code is collected in {@code udfs/.cifuzz-corpus}.
 */
final class Fuzzed {

  private static final int PLANES = 8;

  private Fuzzed() {}

  /** A recording is read at its start and its end, or refused with a message about the file. */
  static void recording(ByteSource source, SpikeFormat format) throws IOException {
    try (SpikeRecording recording = SpikeRecordings.open(source, format, SpikeLayout.UNKNOWN)) {
      long planes = recording.header().planes();
      int count = (int) Math.min(PLANES, planes);
      assertThat(recording.read(0, count).planes()).isEqualTo(count);
      assertThat(recording.read(planes - count, count).firstPlane()).isEqualTo(planes - count);
    } catch (MalformedSpikeStreamException e) {
      assertThat(e).hasMessageStartingWith(source.name());
    }
  }
}
