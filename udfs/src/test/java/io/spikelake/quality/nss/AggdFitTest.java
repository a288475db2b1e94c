package io.spikelake.quality.nss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AggdFitTest {

  /** A numpy 2.4.6 transcription that compares with all 9801 shapes. */
  @Test
  void fitsLikeTheReference() {
    AggdFit heavy = AggdFit.of(moments(sample(90, 90, 5)));
    assertThat(heavy.alpha()).isEqualTo(0.384);
    assertThat(heavy.leftSigma()).isCloseTo(0.32614887562847256, within(1e-13));
    assertThat(heavy.rightSigma()).isCloseTo(5.714772000195491, within(1e-12));
    assertThat(heavy.leftScale()).isCloseTo(0.0066381433398466526, within(1e-15));
    assertThat(heavy.rightScale()).isCloseTo(0.11631337259323696, within(1e-14));
    assertThat(heavy.mean()).isCloseTo(2.523842246848566, within(1e-12));
  }

  @Test
  void stopsAtTheEndOfTheGrid() {
    AggdFit uniform = AggdFit.of(moments(sample(90, 50, 1)));
    assertThat(uniform.alpha()).isCloseTo(10, within(1e-12));
    assertThat(uniform.leftScale()).isCloseTo(1.872148952869156, within(1e-12));
    assertThat(uniform.mean()).isCloseTo(0.7125742198166832, within(1e-12));
  }

  @Test
  void findsAGaussian() {
    Random random = new Random(7);
    double[] values = new double[200_000];
    Arrays.setAll(values, i -> 3 * random.nextGaussian());
    AggdFit fit = AggdFit.of(moments(values));
    assertThat(fit.alpha()).isCloseTo(2, within(0.05));
    assertThat(fit.leftSigma()).isCloseTo(3, within(0.05));
    assertThat(fit.rightSigma()).isCloseTo(3, within(0.05));
  }

  @Test
  void countsZerosForNeitherSide() {
    AggdFit fit = AggdFit.of(moments(-2, 0, 0, 3, 3));
    assertThat(fit.leftSigma()).isEqualTo(2);
    assertThat(fit.rightSigma()).isEqualTo(3);
  }

  @Test
  void hasNoValueForASideWithoutSamples() {
    AggdFit right = AggdFit.of(moments(0, 1, 1, 2));
    assertThat(right.alpha()).isEqualTo(0.2);
    assertThat(right.leftSigma()).isNaN();
    assertThat(right.leftScale()).isNaN();
    assertThat(right.mean()).isNaN();
    assertThat(right.rightSigma()).isCloseTo(Math.sqrt(2), within(1e-15));
    AggdFit zeros = AggdFit.of(moments(new double[9]));
    assertThat(zeros).isEqualTo(new AggdFit(0, Double.NaN, Double.NaN));
  }

  private static Moments moments(double... values) {
    return TestPlane.moments(values);
  }

  private static double[] sample(double centre, double scale, int power) {
    double[] values = TestPlane.of(40, 30);
    Arrays.setAll(values, i -> Math.pow((values[i] - centre) / scale, power));
    return values;
  }
}
