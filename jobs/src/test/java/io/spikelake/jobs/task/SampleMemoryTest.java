package io.spikelake.jobs.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.spike.SpikeFormat;
import io.spikelake.spike.SpikeLayout;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleMemoryTest {

  private static final long MIB = 1 << 20;

  private static RecordingRef recording(int height, int width) {
    return new RecordingRef(
        "id",
        "version",
        "mine",
        "giant.dat",
        "file:/archive/giant.dat",
        0,
        SpikeFormat.DAT,
        SpikeLayout.of(height, width),
        100,
        null,
        null,
        null,
        Map.of());
  }

  /** 8 planes of 2 MiB and 64 bytes for each of 2^24 pixels are 60 % of 1733.3 MiB. */
  @Test
  void theWindowAndTheFrameMustFitIntoThreeFifthsOfTheHeap() {
    RecordingRef recording = recording(4096, 4096);
    assertThatCode(() -> SampleMemory.require(recording, 8, 1734 * MIB)).doesNotThrowAnyException();
    assertThatThrownBy(() -> SampleMemory.require(recording, 8, 1733 * MIB))
        .isInstanceOf(SampleTooLargeException.class)
        .hasMessage(
            "A frame of file:/archive/giant.dat, 4096x4096 (height x width) from 8 planes, needs"
                + " 1040 MiB of memory, and there are 1039 MiB for it; raise -Xmx in"
                + " SPIKELAKE_JAVA_OPTS for a local run, spark.executor.memory for a cluster, to"
                + " 1734 MiB or more");
  }

  @Test
  void aPlaneOfAsManyPixelsAsThereCanBeDoesNotOverflow() {
    assertThatThrownBy(() -> SampleMemory.require(recording(46_340, 46_340), 41, 64L << 30))
        .isInstanceOf(SampleTooLargeException.class);
    assertThat(recording(46_340, 46_340).planeBytes()).isPositive();
  }
}
