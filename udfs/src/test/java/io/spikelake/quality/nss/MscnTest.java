package io.spikelake.quality.nss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MscnTest {

  /**
   * scipy 1.17.1 {@code ndimage.correlate}, mode nearest and constant, on a 9x7 {@link TestPlane}.
   */
  @ParameterizedTest
  @CsvSource({
    "REPLICATE, -0.8109850590954645, 0.030155808949030742, -0.805252822896133, 62.74091013949296",
    "ZERO, -0.562339952472406, 0.030155808949030742, -0.3321413840262301, 57.87115983753723"
  })
  void normalisesLikeTheReference(
      Border border, double topLeft, double middle, double bottomRight, double sigma) {
    double[] pixels = TestPlane.of(9, 7);
    MscnField field = new Mscn(GaussianWindow.DOUBLE, border, 0).of(pixels, 9, 7);
    assertThat(field.coefficients()[0]).isCloseTo(topLeft, within(1e-13));
    assertThat(field.coefficients()[3 * 9 + 4]).isCloseTo(middle, within(1e-13));
    assertThat(field.coefficients()[6 * 9 + 8]).isCloseTo(bottomRight, within(1e-13));
    assertThat(field.sigma()[0]).isCloseTo(sigma, within(1e-11));
    assertThat(pixels).isEqualTo(TestPlane.of(9, 7));
  }

  @ParameterizedTest
  @EnumSource(GaussianWindow.class)
  void leavesOnlyRoundingNoiseOfOneSignInAConstantImage(GaussianWindow window) {
    double[] pixels = new double[20 * 11];
    Arrays.fill(pixels, 128);
    MscnField field = new Mscn(window, Border.REPLICATE, 0).of(pixels, 20, 11);
    double first = field.coefficients()[0];
    assertThat(Math.abs(first)).isLessThan(window == GaussianWindow.DOUBLE ? 1e-13 : 3e-6);
    assertThat(field.coefficients()).containsOnly(first);
  }

  @Test
  void addsEpsilonUnderTheRoot() {
    double[] black = new double[49];
    MscnField field = new Mscn(GaussianWindow.DOUBLE, Border.ZERO, 0.25).of(black, 7, 7);
    assertThat(field.sigma()).containsOnly(0.5);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 5", "5, 1", "2, 3"})
  void takesImagesSmallerThanItsWindow(int width, int height) {
    MscnField field =
        new Mscn(GaussianWindow.DOUBLE, Border.REPLICATE, 0)
            .of(TestPlane.of(width, height), width, height);
    assertThat(field.coefficients()).hasSize(width * height).doesNotContain(Double.NaN);
  }

  @Test
  void refusesAnArrayOfAnotherSize() {
    Mscn mscn = new Mscn(GaussianWindow.DOUBLE, Border.ZERO, 0);
    assertThatThrownBy(() -> mscn.of(new double[7], 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Not a plane: 2x3 with 7 values");
  }
}
