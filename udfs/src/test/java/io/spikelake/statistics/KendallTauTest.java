package io.spikelake.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Expected by scipy.stats.kendalltau of SciPy 1.17.1. */
class KendallTauTest {

  private static final double[] X = {12.9, 3.2, 3.2, 7.7, -1.5, 8.25, 8.25, 8.25, 0.0, 40.5};
  private static final double[] Y = {1, 2, 2, 4, 0, 3, 5, 5, 1, 2};

  @Test
  void withTiesOnBothSides() {
    assertThat(KendallTau.of(X, Y).tau()).isCloseTo(0.3950918386598358, within(1e-15));
    assertThat(KendallTau.of(Y, X).tau()).isCloseTo(0.3950918386598358, within(1e-15));
    assertThat(KendallTau.of(X, Y).n()).isEqualTo(10);
  }

  @Test
  void ofAScoreWithItselfAndItsNegative() {
    assertThat(KendallTau.of(X, X).tau()).isEqualTo(1);
    assertThat(KendallTau.of(X, Arrays.stream(X).map(x -> -x).toArray()).tau()).isEqualTo(-1);
  }

  @Test
  void ofManyWithManyTies() {
    double[] x = IntStream.range(0, 500).mapToDouble(i -> i * i * 37 % 101).toArray();
    double[] y = IntStream.range(0, 500).mapToDouble(i -> (long) i * i * i * 11 % 89).toArray();
    assertThat(KendallTau.of(x, y).tau()).isCloseTo(-0.026970828898456273, within(1e-15));
  }

  @Test
  void isTheCountOfPairs() {
    Random random = new Random(2);
    for (int n = 2; n < 40; n++) {
      double[] x = random.doubles(n).map(v -> Math.floor(v * 9)).toArray();
      double[] y = random.doubles(n).map(v -> Math.floor(v * 5)).toArray();
      double excess = 0;
      double apartInX = 0;
      double apartInY = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
          excess += Math.signum(x[i] - x[j]) * Math.signum(y[i] - y[j]);
          apartInX += x[i] == x[j] ? 0 : 1;
          apartInY += y[i] == y[j] ? 0 : 1;
        }
      }
      double tau = KendallTau.of(x, y).tau();
      if (apartInX * apartInY == 0) {
        assertThat(tau).isNaN();
      } else {
        assertThat(tau).isCloseTo(excess / Math.sqrt(apartInX * apartInY), within(1e-14));
      }
    }
  }

  @Test
  void isUndefinedWhereAScoreIsConstant() {
    assertThat(KendallTau.of(new double[] {1, 2, 3}, new double[] {4, 4, 4}).tau()).isNaN();
    assertThat(KendallTau.of(new double[] {0.0, -0.0}, new double[] {1, 2}).tau()).isNaN();
    assertThat(KendallTau.of(new double[] {1}, new double[] {1}).tau()).isNaN();
    KendallTau none = KendallTau.of(new double[0], new double[0]);
    assertThat(none.tau()).isNaN();
    assertThat(none.n()).isZero();
  }

  @Test
  void scoresOfUnlikeLengthAndNoNumbersAreRefused() {
    assertThatThrownBy(() -> KendallTau.of(new double[2], new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Scores of 2 things and of 3; expected two scores of each");
    assertThatThrownBy(() -> KendallTau.of(new double[2], new double[] {1, Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Score 1 of 2 is NaN; leave out what has no score");
  }
}
