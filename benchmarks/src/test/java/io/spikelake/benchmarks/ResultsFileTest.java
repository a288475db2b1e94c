package io.spikelake.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResultsFileTest {

  private static final String PAGE =
      """
      # Results

      ## Kernels

      fast

      ## Engines

      faster
      """;

  @Test
  void aSectionTakesThePlaceOfItsPredecessor() {
    assertThat(ResultsFile.with(PAGE, "## Kernels\n\nslow\n"))
        .isEqualTo(PAGE.replace("fast\n", "slow\n"));
    assertThat(ResultsFile.with(PAGE, "## Engines\n\nslower\n"))
        .isEqualTo(PAGE.replace("faster\n", "slower\n"));
  }

  @Test
  void aNewSectionComesLast() {
    assertThat(ResultsFile.with(PAGE, "## Full path\n\nlong\n"))
        .isEqualTo(PAGE + "\n## Full path\n\nlong\n");
  }

  @Test
  void aSectionNamesTheMachine() {
    assertThat(ResultsFile.section("Kernels", "| table |\n"))
        .startsWith("## Kernels\n\n- ")
        .contains("processors, ", " VM 17", "Vector API ")
        .endsWith("\n\n| table |\n");
  }
}
