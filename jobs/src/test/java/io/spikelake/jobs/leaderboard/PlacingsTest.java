package io.spikelake.jobs.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.statistics.Direction;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacingsTest {

  private static final double NONE = Double.NaN;

  private static double[][] without(int entrants) {
    return new double[entrants][0];
  }

  @Test
  void equalMeansShareARankAndTheNextOneIsLeftOut() {
    List<Placing> placings =
        Placings.of(new double[] {5, 4, 4, NONE, 6}, without(5), Direction.LOWER_IS_BETTER);
    assertThat(placings).extracting(Placing::rank).containsExactly(3, 1, 1, null, 4);
    assertThat(placings).extracting(Placing::next).containsExactly(4, 2, 0, -1, -1);
  }

  @Test
  void theGainIsAShareOfTheNextMeanInTheDirectionOfBetter() {
    List<Placing> lower =
        Placings.of(new double[] {5, 4, 10}, without(3), Direction.LOWER_IS_BETTER);
    assertThat(lower.get(1).gain()).isCloseTo(0.2, within(1e-15));
    assertThat(lower.get(0).gain()).isEqualTo(0.5);
    assertThat(lower.get(2).gain()).as("of the last").isNull();
    List<Placing> higher =
        Placings.of(new double[] {30, 33}, without(2), Direction.HIGHER_IS_BETTER);
    assertThat(higher.get(1).gain()).isCloseTo(0.1, within(1e-15));
    List<Placing> zero = Placings.of(new double[] {0, -1}, without(2), Direction.LOWER_IS_BETTER);
    assertThat(zero.get(1).gain()).as("in shares of nothing").isNull();
  }

  @Test
  void whatIsCertainIsComparedReplicateByReplicate() {
    double[] first = new double[200];
    double[] second = new double[200];
    for (int b = 0; b < 200; b++) {
      first[b] = b / 100.0;
      // Each wide, and always 0.25 apart, but for ten.
      second[b] = first[b] + (b % 20 == 0 ? -0.5 : 0.25);
    }
    List<Placing> placings =
        Placings.of(
            new double[] {1, 1.2}, new double[][] {first, second}, Direction.LOWER_IS_BETTER);
    Placing best = placings.get(0);
    assertThat(best.confidence().low()).isCloseTo(0.025 * 1.99, within(1e-12));
    assertThat(best.confidence().high()).isCloseTo(0.975 * 1.99, within(1e-12));
    assertThat(best.stability()).isEqualTo(0.95);
    assertThat(best.rankLow()).isEqualTo(1);
    assertThat(best.rankHigh()).isEqualTo(2);
    assertThat(best.lead().low()).isEqualTo(-0.5);
    assertThat(best.lead().high()).isCloseTo(0.25, within(1e-12));
    assertThat(placings.get(1).lead()).isNull();
  }

  @Test
  void aReplicateInWhichSomeoneHasNoSampleDecidesNothing() {
    double[][] replicates = {{1, NONE, 3}, {2, 1, 1}};
    Placing first = Placings.of(new double[] {1, 2}, replicates, Direction.LOWER_IS_BETTER).get(0);
    assertThat(first.stability()).isEqualTo(0.5);
    assertThat(first.confidence().high()).isCloseTo(1 + 0.975 * 2, within(1e-12));
  }

  @Test
  void anEntrantOfOneRecordingLeavesAllWithoutStability() {
    Placing first =
        Placings.of(new double[] {1, 2}, new double[][] {{1, 1}, {}}, Direction.LOWER_IS_BETTER)
            .get(0);
    assertThat(first.rank()).isEqualTo(1);
    assertThat(first.stability()).isNull();
    assertThat(first.lead()).isNull();
    assertThat(first.confidence().low()).isEqualTo(1);
  }

  @Test
  void nobodyIsRankedWithoutScores() {
    assertThat(Placings.of(new double[] {NONE}, without(1), Direction.LOWER_IS_BETTER))
        .extracting(Placing::rank)
        .containsOnlyNulls();
  }
}
