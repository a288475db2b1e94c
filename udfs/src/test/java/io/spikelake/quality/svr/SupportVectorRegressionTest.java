package io.spikelake.quality.svr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SupportVectorRegressionTest {

  private static final SupportVectorRegression MODEL =
      new SupportVectorRegression(0.5, -3, new double[] {2, -1}, new double[] {1, 0, 0, 0, 2, 0});

  @Test
  void sumsWeightedKernelsMinusRho() {
    // 2 exp(-0.5 * 1) - exp(-0.5 * 4) + 3 at the origin.
    assertThat(MODEL.predict(new double[3]))
        .isCloseTo(2 * Math.exp(-0.5) - Math.exp(-2) + 3, within(1e-15));
    assertThat(MODEL.predict(new double[] {1, 0, 0}))
        .isCloseTo(2 - Math.exp(-2.5) + 3, within(1e-15));
  }

  @Test
  void tendsToMinusRhoFarFromAllVectors() {
    assertThat(MODEL.predict(new double[] {1e3, 0, 0})).isEqualTo(3);
  }

  @Test
  void passesNanThrough() {
    assertThat(MODEL.predict(new double[] {0, Double.NaN, 0})).isNaN();
  }

  @Test
  void keepsItsNumbersToItself() {
    double[] coefficients = {2, -1};
    double[] vectors = {1, 0, 0, 0, 2, 0};
    SupportVectorRegression model = new SupportVectorRegression(0.5, -3, coefficients, vectors);
    coefficients[0] = 7;
    vectors[0] = 7;
    model.vectors()[1] = 7;
    model.coefficients()[1] = 7;
    assertThat(model).isEqualTo(MODEL).hasSameHashCodeAs(MODEL);
    assertThat(model.size()).isEqualTo(2);
    assertThat(model.dimension()).isEqualTo(3);
  }

  @Test
  void refusesWhatIsNoModel() {
    assertThatThrownBy(() -> MODEL.predict(new double[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A point of 2 numbers does not fit support vectors of 3");
    assertThatThrownBy(
            () -> new SupportVectorRegression(0.5, 0, new double[2], new double[] {1, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 coefficients and 3 numbers are not a set of support vectors");
    assertThatThrownBy(() -> new SupportVectorRegression(0, 0, new double[1], new double[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Gamma is 0.0 and rho 0.0");
    assertThatThrownBy(
            () ->
                new SupportVectorRegression(
                    1, 0, new double[1], new double[] {1, Double.POSITIVE_INFINITY}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Number 2, a component of a support vector, is Infinity");
  }
}
