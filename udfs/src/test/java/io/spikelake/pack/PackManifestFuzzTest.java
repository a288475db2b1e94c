package io.spikelake.pack;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** A manifest is understood or refused with a message that names the file. */
class PackManifestFuzzTest {

  @FuzzTest
  void isUnderstoodOrRefused(byte[] input) {
    try {
      PackManifest manifest =
          PackJson.parse(new String(input, StandardCharsets.UTF_8), "x/pack.json");
      assertThat(ContractText.of(manifest)).isNotBlank();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("x/pack.json");
    }
  }
}
