package io.spikelake.jobs.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SummaryTest {

  @Test
  void describesNumbers() {
    Summary summary = Summary.of(new double[] {1, 2, 4, 9});
    assertThat(summary.mean()).isEqualTo(4);
    assertThat(summary.median()).isEqualTo(3);
    assertThat(summary.deviation()).isCloseTo(Math.sqrt(38.0 / 3), within(1e-15));
    assertThat(summary.quantiles(4)).containsExactly(1, 1.75, 3, 5.25, 9);
  }

  @Test
  void sumsLoseNothingThatADoubleCanHold() {
    assertThat(Summary.of(new double[] {-1e16, 1, 1, 1e16}).mean()).isEqualTo(0.5);
  }

  @Test
  void ofOneNumberThereIsNoDeviationAndOfNoneNothing() {
    assertThat(Summary.of(new double[] {7}).deviation()).isNaN();
    Summary none = Summary.of(new double[0]);
    assertThat(none.mean()).isNaN();
    assertThat(none.median()).isNaN();
    assertThat(none.quantiles(20)).isEmpty();
  }
}
