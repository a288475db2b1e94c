package io.spikelake.statistics;

import static io.spikelake.statistics.Direction.HIGHER_IS_BETTER;
import static io.spikelake.statistics.Direction.LOWER_IS_BETTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RanksTest {

  private static final double[] SCORES = {3, 1, 2, 2, 5, 2};

  @Test
  void competitionRanksLeaveOutWhatATieTakes() {
    assertThat(Ranks.competition(SCORES, LOWER_IS_BETTER)).containsExactly(5, 1, 2, 2, 6, 2);
    assertThat(Ranks.competition(SCORES, HIGHER_IS_BETTER)).containsExactly(2, 6, 3, 3, 1, 3);
    assertThat(Ranks.competition(new double[] {7, 8, 8, 9}, LOWER_IS_BETTER))
        .containsExactly(1, 2, 2, 4);
  }

  /** scipy.stats.rankdata of SciPy 1.17.1 gives the first. */
  @Test
  void fractionalRanksShareWhatATieTakes() {
    assertThat(Ranks.fractional(SCORES, LOWER_IS_BETTER)).containsExactly(5, 1, 3, 3, 6, 3);
    assertThat(Ranks.fractional(SCORES, HIGHER_IS_BETTER)).containsExactly(2, 6, 4, 4, 1, 4);
    assertThat(Ranks.fractional(new double[] {7, 8, 8, 9}, LOWER_IS_BETTER))
        .containsExactly(1, 2.5, 2.5, 4);
  }

  @Test
  void zerosOfBothSignsTieAndInfinitiesAreTheEnds() {
    double[] scores = {0.0, Double.POSITIVE_INFINITY, -0.0, Double.NEGATIVE_INFINITY};
    assertThat(Ranks.competition(scores, LOWER_IS_BETTER)).containsExactly(2, 4, 2, 1);
    assertThat(Ranks.competition(scores, HIGHER_IS_BETTER)).containsExactly(2, 1, 2, 4);
  }

  @Test
  void noScoresHaveNoRanks() {
    assertThat(Ranks.competition(new double[0], LOWER_IS_BETTER)).isEmpty();
    assertThat(Ranks.fractional(new double[0], LOWER_IS_BETTER)).isEmpty();
  }

  @Test
  void whatIsNoNumberIsRefusedByPlace() {
    assertThatThrownBy(() -> Ranks.competition(new double[] {1, 2, Double.NaN}, LOWER_IS_BETTER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Score 2 of 3 is NaN; leave out what has no score");
  }
}
