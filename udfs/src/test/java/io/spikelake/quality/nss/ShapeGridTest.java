package io.spikelake.quality.nss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeGridTest {

  private static final long SEED = 20130101;

  @Test
  void risesStrictly() {
    for (int i = 1; i < ShapeGrid.size(); i++) {
      assertThat(ShapeGrid.ratio(i)).isGreaterThan(ShapeGrid.ratio(i - 1));
    }
    assertThat(ShapeGrid.alpha(0)).isEqualTo(0.2);
    assertThat(ShapeGrid.alpha(ShapeGrid.size() - 1)).isCloseTo(10, within(1e-12));
  }

  @Test
  void holdsTheKnownRatiosOfLaplaceAndGauss() {
    assertThat(ShapeGrid.ratio(800)).isCloseTo(0.5, within(1e-13));
    assertThat(ShapeGrid.ratio(1800)).isCloseTo(2 / Math.PI, within(1e-13));
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        -3,
        0.0099,
        0.5,
        0.74,
        0.8,
        2,
        1e3,
        1e8,
        1e17,
        1e300,
        -1e17,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
      })
  void findsTheFirstNearestEntryForAnyNumber(double target) {
    assertThat(ShapeGrid.nearestByRatio(target)).isEqualTo(scanByRatio(target));
    assertThat(ShapeGrid.nearestByInverseRatio(target)).isEqualTo(scanByInverse(target));
  }

  @Test
  void findsTheFirstNearestEntryForRandomNumbers() {
    System.out.println("Seed " + SEED);
    Random random = new Random(SEED);
    for (int i = 0; i < 300; i++) {
      double ratio = random.nextDouble();
      assertThat(ShapeGrid.nearestByRatio(ratio)).isEqualTo(scanByRatio(ratio));
      assertThat(ShapeGrid.nearestByInverseRatio(1 / ratio)).isEqualTo(scanByInverse(1 / ratio));
      int index = random.nextInt(ShapeGrid.size());
      double entry = ShapeGrid.ratio(index);
      assertThat(ShapeGrid.nearestByRatio(entry)).isEqualTo(index);
      double middle = (entry + ShapeGrid.ratio(Math.max(0, index - 1))) / 2;
      assertThat(ShapeGrid.nearestByRatio(middle)).isEqualTo(scanByRatio(middle));
    }
  }

  private static int scanByRatio(double target) {
    return scan(ratio -> (ratio - target) * (ratio - target));
  }

  private static int scanByInverse(double target) {
    return scan(ratio -> Math.abs(1 / ratio - target));
  }

  /** The published search: compare with every entry, keep the first of the smallest. */
  private static int scan(DoubleUnaryOperator gap) {
    int best = 0;
    for (int i = 1; i < ShapeGrid.size(); i++) {
      if (gap.applyAsDouble(ShapeGrid.ratio(i)) < gap.applyAsDouble(ShapeGrid.ratio(best))) {
        best = i;
      }
    }
    return best;
  }
}
