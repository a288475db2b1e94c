package io.spikelake.quality.svr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FeatureRangesTest {

  private static final FeatureRanges RANGES =
      new FeatureRanges(new double[] {0, -2}, new double[] {10, 2});

  @Test
  void mapsTheRangeToMinusOneToOneAndDoesNotClamp() {
    assertThat(RANGES.scale(new double[] {0, 2})).containsExactly(-1, 1);
    assertThat(RANGES.scale(new double[] {5, 0})).containsExactly(0, 0);
    assertThat(RANGES.scale(new double[] {20, -4})).containsExactly(3, -2);
    assertThat(RANGES.scale(new double[] {Double.NaN, 0})[0]).isNaN();
  }

  @Test
  void refusesWhatIsNoRange() {
    assertThatThrownBy(() -> RANGES.scale(new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 features do not fit 2 ranges");
    assertThatThrownBy(() -> new FeatureRanges(new double[1], new double[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 minima and 2 maxima are not ranges");
    assertThatThrownBy(() -> new FeatureRanges(new double[] {0, 3}, new double[] {1, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The range of feature 2 is 3.0..3.0");
  }
}
