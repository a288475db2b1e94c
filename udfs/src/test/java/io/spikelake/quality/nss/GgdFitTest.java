package io.spikelake.quality.nss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GgdFitTest {

  /** A numpy 2.4.6 transcription that compares with all 9801 shapes. */
  @ParameterizedTest
  @CsvSource({"50, 1, 3.527, 2.6401056666666665", "90, 5, 0.37, 20.830771129303777"})
  void fitsLikeTheReference(double scale, int power, double alpha, double variance) {
    double[] values = TestPlane.of(40, 30);
    Arrays.setAll(values, i -> Math.pow((values[i] - 90) / scale, power));
    GgdFit fit = GgdFit.of(TestPlane.moments(values));
    assertThat(fit.alpha()).isCloseTo(alpha, within(1e-12));
    assertThat(fit.variance()).isCloseTo(variance, within(1e-11));
  }

  @Test
  void givesTheFirstShapeForZeros() {
    assertThat(GgdFit.of(TestPlane.moments(new double[16]))).isEqualTo(new GgdFit(0.2, 0));
  }
}
