package io.spikelake.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/**
 * SpikeCV's description is understood or refused with a message that names the file, and asks for
 * no file outside of the input.
 */
class SpikeCvConfigFuzzTest {

  @FuzzTest
  void isUnderstoodOrRefused(byte[] input) {
    SpikeCvConfig config;
    try {
      config = SpikeCvConfig.parse(new String(input, StandardCharsets.UTF_8), "x/config.yaml");
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("x/config.yaml");
      return;
    }
    config
        .groundTruth()
        .ifPresent(
            rule ->
                rule.find("x/input/1.dat", 9, KeyFrameRule.MIDDLE, DatasetYamlFuzzTest::isInside));
  }
}
