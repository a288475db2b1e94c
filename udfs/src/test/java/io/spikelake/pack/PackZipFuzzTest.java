package io.spikelake.pack;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** A zip gives files of a pack, none with a path that leads elsewhere, or is refused. */
class PackZipFuzzTest {

  private static final int BUDGET = 1 << 20;

  @FuzzTest
  void givesFilesOfAPackOrIsRefused(byte[] input) {
    try {
      var files = PackZip.files(new ByteArrayInputStream(input), new PackBudget("x", BUDGET));
      assertThat(files.values().stream().mapToLong(content -> content.length).sum())
          .isLessThanOrEqualTo(BUDGET);
      ModelPack pack = ModelPack.of(files, "x");
      assertThat(pack.files().keySet()).allMatch(PackLayout::belongs);
    } catch (IOException e) {
      assertThat(e).hasMessageStartingWith("x");
    }
  }
}
