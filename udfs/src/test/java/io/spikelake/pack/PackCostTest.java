package io.spikelake.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PackCostTest {

  private static final Padding TWENTY = new Padding(Padding.Rule.NONE, 20, 20, 20, 20, true);

  /** Of the light reconstruction network, published: 18.562 at 250x400, 23.69 at 290x440. */
  @Test
  void growsWithThePaddedArea() {
    PackCost padded = new PackCost(250, 400, 23.69, Double.NaN);
    assertThat(padded.at(210, 360, TWENTY, 185_889).gmacs()).isCloseTo(18.562, within(5e-3));
  }

  @Test
  void weightsTakeTheSameAtEverySize() {
    // 10 MB of weights and 30 MB of activations, which become 120 MB.
    PackCost cost = new PackCost(100, 100, 1, 40).at(200, 200, Padding.NONE, 2_500_000);
    assertThat(cost).isEqualTo(new PackCost(200, 200, 4, 130));
  }

  @Test
  void theSizeAtPackingHasTheFiguresAtPacking() {
    PackCost cost = new PackCost(10, 12, 0.5, 0.1);
    assertThat(cost.at(10, 12, TWENTY, 1_000_000)).isSameAs(cost);
  }

  @Test
  void whatIsUnknownStaysUnknown() {
    assertThat(new PackCost(10, 10, 1, Double.NaN).at(20, 20, Padding.NONE, 5).peakMemoryMb())
        .isNaN();
  }

  /** Manifests round; where a figure lies below the weights, activations are not negative. */
  @Test
  void aPeakThatWasRoundedBelowTheWeightsStays() {
    assertThat(new PackCost(10, 10, 0, 0.1).at(20, 20, Padding.NONE, 148_000).peakMemoryMb())
        .isEqualTo(0.1);
  }
}
