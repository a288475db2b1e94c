package io.spikelake.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.statistics.PairedTest.Kind;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Expected by SciPy 1.17.1: permutation_test(permutation_type='samples', n_resamples=inf) of the
 * sum; wilcoxon(zero_method='wilcox', correction=True, method='asymptotic').
 */
class PairedTestTest {

  static Stream<Arguments> few() {
    return Stream.of(
        Arguments.of(new double[] {0.1, 0.2, -0.3}, 1.0),
        Arguments.of(new double[] {0.1, 0.2, 0.3}, 0.25),
        Arguments.of(new double[] {1, 2, 3, 4, 5}, 0.0625),
        Arguments.of(new double[] {0.5, -0.2, 1.5, 0.9, -0.1, 2.25, 0.75}, 0.0625),
        Arguments.of(
            new double[] {0.5, -0.2, 1.5, 0.9, -0.1, 2.25, 0.75, -1.125, 0.3, 0.3, -0.4, 0.05},
            0.15966796875));
  }

  @ParameterizedTest
  @MethodSource("few")
  void fewDifferencesAreTriedWithAllSigns(double[] differences, double expected) {
    PairedTest test = PairedTest.of(differences);
    assertThat(test.kind()).isEqualTo(Kind.SIGN_FLIPS);
    assertThat(test.n()).isEqualTo(differences.length);
    assertThat(test.pValue()).isEqualTo(expected);
  }

  @Test
  void manyAreRanked() {
    double[] withTiesAndAZero =
        IntStream.range(0, 30).mapToDouble(i -> (i * 37 % 23 - 8) / 4.0).toArray();
    PairedTest test = PairedTest.of(withTiesAndAZero);
    assertThat(test.kind()).isEqualTo(Kind.SIGNED_RANKS);
    assertThat(test.n()).isEqualTo(29);
    assertThat(test.pValue()).isCloseTo(0.064254964638537, within(1e-14));
    double[] many = IntStream.range(0, 60).mapToDouble(i -> (i * i * 31 % 97 - 20) / 8.0).toArray();
    assertThat(PairedTest.of(many).pValue()).isCloseTo(3.2309048110922163e-7, within(1e-19));
    double[] clear = IntStream.range(0, 200).mapToDouble(i -> 1 + i / 16.0).toArray();
    assertThat(PairedTest.of(clear).pValue()).isCloseTo(1.4470017348102398e-34, within(1e-46));
    double[] balanced =
        IntStream.range(0, 24).mapToDouble(i -> (i % 2 == 0 ? 1 : -1) * (1 + i / 2)).toArray();
    assertThat(PairedTest.of(balanced).pValue()).isEqualTo(1);
  }

  @Test
  void zerosSpeakForNeither() {
    assertThat(PairedTest.of(new double[] {0, 1, -0.0, 2, 0, 3, 4, 5}))
        .isEqualTo(new PairedTest(Kind.SIGN_FLIPS, 5, 0.0625));
    assertThat(PairedTest.of(new double[] {0, 0})).isEqualTo(new PairedTest(Kind.SIGN_FLIPS, 0, 1));
    assertThat(PairedTest.of(new double[0])).isEqualTo(new PairedTest(Kind.SIGN_FLIPS, 0, 1));
    assertThat(PairedTest.of(new double[] {-7})).isEqualTo(new PairedTest(Kind.SIGN_FLIPS, 1, 1));
  }

  @Test
  void twentyDifferencesOfOneSignAreTheRarestChoice() {
    double[] differences = IntStream.range(0, 20).mapToDouble(i -> 1 + i % 3).toArray();
    assertThat(PairedTest.of(differences))
        .isEqualTo(new PairedTest(Kind.SIGN_FLIPS, 20, Math.scalb(1.0, -19)));
  }

  @Test
  void orderSignAndUnitMakeNoDifference() {
    Random random = new Random(6);
    double[] differences = random.doubles(12, -1, 2).toArray();
    PairedTest expected = PairedTest.of(differences);
    double[] backwards = new double[12];
    double[] tiny = new double[12];
    double[] huge = new double[12];
    for (int i = 0; i < 12; i++) {
      backwards[i] = -differences[11 - i];
      tiny[i] = Math.scalb(differences[i], -980);
      huge[i] = Math.scalb(differences[i], 1000);
    }
    assertThat(PairedTest.of(backwards)).isEqualTo(expected);
    assertThat(PairedTest.of(tiny)).isEqualTo(expected);
    assertThat(PairedTest.of(huge)).isEqualTo(expected);
  }

  /** Where the hypothesis holds, one test in twenty may call a difference significant. */
  @Test
  void isRightOnceInTwentyWhereThereIsNoDifference() {
    for (int n : new int[] {8, 40}) {
      Random random = new Random(n);
      int significant = 0;
      for (int i = 0; i < 2000; i++) {
        double[] differences = random.doubles(n).map(d -> random.nextBoolean() ? d : -d).toArray();
        significant += PairedTest.of(differences).pValue() < 0.05 ? 1 : 0;
      }
      assertThat(significant / 2000.0).as("n = %d", n).isBetween(0.03, 0.065);
    }
  }

  @Test
  void whatIsNotFiniteIsRefused() {
    assertThatThrownBy(() -> PairedTest.of(new double[] {1, Double.NEGATIVE_INFINITY}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Difference 1 of 2 is -Infinity; expected a finite number");
  }
}
