package io.spikelake.quality.nss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FlatAreasTest {

  @Test
  void isOneForAConstantImage() {
    double[] pixels = new double[30 * 17];
    Arrays.fill(pixels, 201);
    assertThat(fraction(pixels)).isEqualTo(1);
  }

  @Test
  void isZeroForTexture() {
    assertThat(fraction(TestPlane.of(30, 17))).isZero();
  }

  /** A step at column 12 of 30: windows within three columns of it see both levels. */
  @Test
  void countsWindowsThatSeeOneLevelOnly() {
    double[] pixels = new double[30 * 17];
    Arrays.setAll(pixels, i -> i % 30 < 12 ? 50 : 60);
    assertThat(fraction(pixels)).isEqualTo(24 / 30.0);
  }

  /** In the middle of an even ramp the window balances out; at its ends the border does not. */
  @Test
  void countsWindowsThatBalanceOut() {
    double[] ramp = new double[30 * 17];
    Arrays.setAll(ramp, i -> 4 * (i % 30));
    assertThat(fraction(ramp)).isEqualTo(24 / 30.0);
  }

  @Test
  void isNotFooledBySmallContrast() {
    double[] pixels = TestPlane.of(30, 17);
    Arrays.setAll(pixels, i -> 128 + pixels[i] * 1e-6);
    assertThat(fraction(pixels)).isZero();
  }

  private static double fraction(double[] pixels) {
    Plane image = Plane.of(pixels, 30, 17);
    double fraction = new FlatAreas().fraction(image);
    Plane map = new Plane();
    map.resize(32, 32);
    long counted =
        new Mscn(GaussianWindow.DOUBLE, Border.REPLICATE, 0).update(image, 0, 0, 32, 32, map);
    assertThat((double) counted / pixels.length).isEqualTo(fraction);
    return fraction;
  }
}
