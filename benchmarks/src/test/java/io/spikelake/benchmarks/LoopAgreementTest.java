package io.spikelake.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LoopAgreementTest {

  private static final LoopSample SAMPLE = new LoopSample("fan_part1_key_id31.dat", 30);

  private static Map<LoopSample, ScoredFrame> frame(float pixel, double niqe, double piqe) {
    return Map.of(
        SAMPLE,
        new ScoredFrame(
            new float[] {0.5f, pixel}, Map.of("niqe", niqe, "brisque", 20.0, "piqe", piqe)));
  }

  @Test
  void tellsTheLargestDifferences() {
    LoopAgreement agreement =
        LoopAgreement.require(frame(0.25f, 5, 30), frame(0.25f + 0x1p-20f, 5.0078125, 29.875));
    assertThat(agreement.frames()).isEqualTo(0x1p-20);
    assertThat(agreement.scores())
        .isEqualTo(Map.of("niqe", 0.0078125, "brisque", 0.0, "piqe", 0.125));
    assertThat(agreement).hasToString("frames 1e-06, brisque 0, niqe 0.008, piqe 0.1");
  }

  @Test
  void refusesFramesThatDiffer() {
    assertThatThrownBy(() -> LoopAgreement.require(frame(0.25f, 5, 30), frame(0.2502f, 5, 30)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The two sides differ by 0.000200 in frames at plane 30 of fan_part1_key_id31.dat; at"
                + " most 0.000100 is rounding");
  }

  @Test
  void refusesScoresThatDifferOrAreMissing() {
    assertThatThrownBy(() -> LoopAgreement.require(frame(0.25f, 5, 30), frame(0.25f, 5.03, 30)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("differ by 0.0300 in niqe at plane 30");
    Map<LoopSample, ScoredFrame> without =
        Map.of(
            SAMPLE, new ScoredFrame(new float[] {0.5f, 0.25f}, Map.of("niqe", 5.0, "piqe", 30.0)));
    assertThatThrownBy(() -> LoopAgreement.require(frame(0.25f, 5, 30), without))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("differ by NaN in brisque");
  }

  @Test
  void refusesOtherSamples() {
    assertThatThrownBy(() -> LoopAgreement.require(frame(0.25f, 5, 30), Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("SpikeLake made 1 samples, the loop 0, or others");
  }
}
