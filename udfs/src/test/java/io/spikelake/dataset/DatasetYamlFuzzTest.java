package io.spikelake.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.spikelake.spike.MalformedSpikeStreamException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A description of a data set is understood or refused with a message that names the file, and asks
 * for no file outside of the input.
 */
class DatasetYamlFuzzTest {

  private static final String PATH = "train/input/203_part1_key_id151.dat";
  private static final int PLANES = 200;

  @FuzzTest
  void isUnderstoodOrRefused(byte[] input) throws Exception {
    DatasetSpec spec;
    try {
      spec = DatasetYaml.parse(new String(input, StandardCharsets.UTF_8), "x.yaml");
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("x.yaml");
      return;
    }
    for (DatasetEntry entry : spec.entries()) {
      RecordingSpec recording = entry.recording();
      recording.groundTruth(PATH, PLANES, DatasetYamlFuzzTest::isInside);
      try {
        recording.keyFrames().keyFrames(PATH, PLANES, Set.of());
      } catch (MalformedSpikeStreamException e) {
        assertThat(e).hasMessageStartingWith(PATH);
      }
    }
  }

  static boolean isInside(String path) {
    assertThat(path).doesNotStartWith("/");
    assertThat(path.split("/")).doesNotContain("..");
    return true;
  }
}
