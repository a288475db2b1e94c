package io.spikelake.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.spike.FileByteSource;
import io.spikelake.spike.SpikeLayout;
import io.spikelake.spike.SpikeRecording;
import io.spikelake.spike.SpikeRecordings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopArchiveTest {

  private static final int SIDE = 16;

  @TempDir Path folder;

  @Test
  void everyRecordingHasAsManyWindowsSideBySide() throws IOException {
    LoopArchive archive = LoopArchive.simulate(folder, SIDE, SIDE, 9);
    assertThat(archive.samples()).hasSize(16).doesNotHaveDuplicates();
    List<String> recordings =
        archive.samples().stream().map(LoopSample::recording).distinct().toList();
    assertThat(recordings).hasSize(8);
    for (String name : recordings) {
      try (SpikeRecording recording =
          SpikeRecordings.open(
              FileByteSource.open(archive.folder().resolve(name)),
              null,
              SpikeLayout.of(SIDE, SIDE))) {
        long planes = recording.header().planes();
        assertThat(planes).isEqualTo(2 * 61);
        assertThat(archive.samples().stream().filter(sample -> sample.recording().equals(name)))
            .extracting(LoopSample::keyFrame)
            .containsExactly(30L, 91L);
        assertThat(archive.keyFrames().keyFrames(name, planes, List.of())).containsExactly(30, 91);
      }
    }
  }

  @Test
  void samplesAreRoundedUpToWholeRecordings() {
    assertThat(LoopArchive.rounded(1)).isEqualTo(8);
    assertThat(LoopArchive.rounded(64)).isEqualTo(64);
    assertThat(LoopArchive.rounded(65)).isEqualTo(72);
  }
}
