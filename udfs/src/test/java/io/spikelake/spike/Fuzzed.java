package io.spikelake.spike;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** What must hold of every recording that a fuzzer makes. The README says how to run one. */
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
