package io.spikelake.quality.nss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PseudoInverseTest {

  private static final long SEED = 36;

  @Test
  void dividesByTheDiagonalOfADiagonalMatrix() {
    double[] diagonal = {4, 0, 0, 0, 0.5, 0, 0, 0, 2};
    assertThat(PseudoInverse.quadraticForm(diagonal, new double[] {2, 1, 3}))
        .isCloseTo(7.5, within(1e-14));
  }

  /** By hand: the inverse of (2 1; 1 3) is (3 -1; -1 2) / 5. */
  @Test
  void invertsASmallMatrix() {
    double form = PseudoInverse.quadraticForm(new double[] {2, 1, 1, 3}, new double[] {1, 2});
    assertThat(form).isCloseTo((3 - 4 + 8) / 5.0, within(1e-15));
  }

  /** pinv of (1 1; 1 1) is (1 1; 1 1) / 4: what lies across counts nothing. */
  @Test
  void passesOverDirectionsWithoutVariance() {
    double[] singular = {1, 1, 1, 1};
    assertThat(PseudoInverse.quadraticForm(singular, new double[] {1, 1}))
        .isCloseTo(1, within(1e-15));
    assertThat(PseudoInverse.quadraticForm(singular, new double[] {1, -1})).isZero();
    assertThat(PseudoInverse.quadraticForm(new double[4], new double[] {1, 1})).isZero();
  }

  /** Matrices of the size and condition of NIQE, made so that {@code x} solves {@code S x = d}. */
  @Test
  void solvesIllConditionedMatrices() {
    System.out.println("Seed " + SEED);
    Random random = new Random(SEED);
    for (int round = 0; round < 20; round++) {
      int n = 36;
      double[] factor = new double[n * n];
      Arrays.setAll(factor, i -> random.nextGaussian() * Math.pow(10, -2.5 * (i % n) / n));
      double[] matrix = new double[n * n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          for (int k = 0; k < n; k++) {
            matrix[i * n + j] += factor[i * n + k] * factor[j * n + k];
          }
        }
        matrix[i * n + i] += 1e-5;
      }
      double[] solution = new double[n];
      Arrays.setAll(solution, i -> random.nextGaussian());
      double[] d = new double[n];
      double expected = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          d[i] += matrix[i * n + j] * solution[j];
        }
      }
      for (int i = 0; i < n; i++) {
        expected += d[i] * solution[i];
      }
      double[] matrixBefore = matrix.clone();
      double[] before = d.clone();
      assertThat(PseudoInverse.quadraticForm(matrix, d) / expected).isCloseTo(1, within(1e-9));
      assertThat(Cholesky.quadraticForm(matrix, d) / PseudoInverse.byEigenvalues(matrix, d))
          .isCloseTo(1, within(1e-10));
      assertThat(matrix).isEqualTo(matrixBefore);
      assertThat(d).isEqualTo(before);
    }
  }

  /** Near the limits of the decomposition, eigenvalues decide. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-9, 1e-12, 0, -1e-9, -1})
  void leavesWhatIsNotSafelyPositiveDefiniteToEigenvalues(double least) {
    double[] matrix = {1, 0, 0, least};
    double[] d = {1, 1};
    assertThat(Cholesky.quadraticForm(matrix, d)).isNaN();
    assertThat(PseudoInverse.quadraticForm(matrix, d)).isEqualTo(1 + (least == 0 ? 0 : 1 / least));
  }

  @Test
  void isNotANumberWhenTheInputIsNot() {
    double[] matrix = {1, Double.NaN, Double.NaN, 1};
    assertThat(PseudoInverse.quadraticForm(matrix, new double[] {1, 1})).isNaN();
    assertThat(PseudoInverse.quadraticForm(new double[] {1}, new double[] {Double.NaN})).isNaN();
  }
}
