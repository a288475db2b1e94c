package io.spikelake.quality.nss;

import static org.assertj.core.api.Assertions.assertThat;
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
    Plane image = TestPlane.plane(9, 7);
    Plane map = new Plane();
    Plane deviations = new Plane();
    new Mscn(GaussianWindow.DOUBLE, border, 0).of(image, map, deviations);
    assertThat(map.values()[0]).isCloseTo(topLeft, within(1e-13));
    assertThat(map.values()[3 * 9 + 4]).isCloseTo(middle, within(1e-13));
    assertThat(map.values()[6 * 9 + 8]).isCloseTo(bottomRight, within(1e-13));
    assertThat(deviations.values()[0]).isCloseTo(sigma, within(1e-11));
    assertThat(image.values()).isEqualTo(TestPlane.of(9, 7));
  }

  @Test
  void isExactlyZeroInAConstantImage() {
    double[] pixels = new double[20 * 11];
    Arrays.fill(pixels, 201);
    Plane map = new Plane();
    map.resize(20, 11);
    long flat =
        new Mscn(GaussianWindow.DOUBLE, Border.REPLICATE, 0)
            .update(Plane.of(pixels, 20, 11), 0, 0, 20, 11, map);
    assertThat(map.values()).containsOnly(0);
    assertThat(flat).isEqualTo(pixels.length);
  }

  /** The window in single precision sums to more than 1, so that the mean lies above the pixel. */
  @Test
  void leavesTheExcessOfTheSingleWindowInAConstantImage() {
    double[] pixels = new double[20 * 11];
    Arrays.fill(pixels, 128);
    Plane map = new Plane();
    new Mscn(GaussianWindow.SINGLE, Border.REPLICATE, 0).of(Plane.of(pixels, 20, 11), map);
    assertThat(map.values()[0]).isBetween(-3e-6, -1e-7);
    assertThat(map.values()).containsOnly(map.values()[0]);
  }

  @Test
  void addsEpsilonUnderTheRoot() {
    Plane sigma = new Plane();
    new Mscn(GaussianWindow.DOUBLE, Border.ZERO, 0.25)
        .of(Plane.of(new double[49], 7, 7), new Plane(), sigma);
    assertThat(sigma.values()).containsOnly(0.5);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 5", "5, 1", "2, 3"})
  void takesImagesSmallerThanItsWindow(int width, int height) {
    Plane map = new Plane();
    new Mscn(GaussianWindow.DOUBLE, Border.REPLICATE, 0).of(TestPlane.plane(width, height), map);
    assertThat(map.values()).hasSize(width * height).doesNotContain(Double.NaN);
  }

  /** A rectangle has the bits of the whole, wherever it lies; the rest of the map is left alone. */
  @ParameterizedTest
  @EnumSource(Border.class)
  void updatesARectangle(Border border) {
    Plane image = TestPlane.plane(23, 17);
    for (GaussianWindow window : GaussianWindow.values()) {
      Mscn mscn = new Mscn(window, border, 0);
      Plane whole = new Plane();
      mscn.of(image, whole);
      int[][] rectangles = {{0, 0, 23, 3}, {20, 0, 23, 17}, {0, 14, 23, 17}, {5, 6, 14, 9}};
      for (int[] r : rectangles) {
        Plane map = new Plane();
        map.resize(23, 17);
        Arrays.fill(map.values(), 77);
        mscn.update(image, r[0], r[1], r[2], r[3], map);
        for (int i = 0; i < 23 * 17; i++) {
          int x = i % 23;
          int y = i / 23;
          boolean inside = x >= r[0] && x < r[2] && y >= r[1] && y < r[3];
          assertThat(map.values()[i])
              .as("%s %s at %d, %d of %s", window, border, x, y, Arrays.toString(r))
              .isEqualTo(inside ? whole.values()[i] : 77);
        }
      }
    }
  }

  /** Beyond the right and the bottom edge the map is that of the image with its edges repeated. */
  @Test
  void continuesAMap() {
    Plane image = TestPlane.plane(9, 7);
    double[] repeated = new double[16 * 16];
    Arrays.setAll(repeated, i -> image.values()[Math.min(i / 16, 6) * 9 + Math.min(i % 16, 8)]);
    Mscn mscn = new Mscn(GaussianWindow.DOUBLE, Border.REPLICATE, 0);
    Plane expected = new Plane();
    mscn.of(Plane.of(repeated, 16, 16), expected);
    Plane map = new Plane();
    map.resize(16, 16);
    mscn.update(image, 0, 0, 16, 16, map);
    assertThat(map.values()).isEqualTo(expected.values());
  }
}
