package io.spikelake.quality.nss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfSizeTest {

  /**
   * A numpy 2.4.6 transcription of imresize with ten taps, index by index, on {@link TestPlane}.
   */
  @ParameterizedTest
  @CsvSource({
    "9, 7, 69.23065185546875, 52.0771484375, 121.28501892089844, 2264.542724609375",
    "8, 6, 69.23065185546875, 124.09007263183594, 125.33287048339844, 1305.5"
  })
  void filtersLikeTheReference(
      int width, int height, double first, double last, double below, double sum) {
    double[] half = half(TestPlane.of(width, height), width, height);
    int halfWidth = (width + 1) / 2;
    int halfHeight = (height + 1) / 2;
    assertThat(half).hasSize(halfWidth * halfHeight);
    assertThat(half[0]).isCloseTo(first, within(1e-11));
    assertThat(half[half.length - 1]).isCloseTo(last, within(1e-11));
    assertThat(half[(halfHeight / 2) * halfWidth]).isCloseTo(below, within(1e-11));
    assertThat(Arrays.stream(half).sum()).isCloseTo(sum, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 3", "5, 4", "17, 12"})
  void keepsAConstantExactly(int width, int height) {
    double[] pixels = new double[width * height];
    Arrays.fill(pixels, 77);
    assertThat(half(pixels, width, height)).containsOnly(77);
  }

  @Test
  void keepsARampAwayFromTheEdges() {
    double[] ramp = new double[40];
    Arrays.setAll(ramp, i -> 3 * i);
    double[] half = half(ramp, 40, 1);
    for (int i = 2; i < 18; i++) {
      assertThat(half[i]).isCloseTo(3 * (2 * i + 0.5), within(1e-12));
    }
  }

  @Test
  void isTheSameInSinglePrecisionUpToRounding() {
    double[] pixels = TestPlane.of(31, 22);
    double[] half = half(pixels, 31, 22);
    Plane single = new Plane();
    new HalfSizeInSingle(1).of(Plane.of(pixels, 31, 22), single);
    for (int i = 0; i < half.length; i++) {
      assertThat(single.values()[i]).isCloseTo(half[i], within(1e-4));
    }
  }

  private static double[] half(double[] pixels, int width, int height) {
    Plane half = new Plane();
    new HalfSize().of(Plane.of(pixels, width, height), half);
    assertThat(half.width()).isEqualTo((width + 1) / 2);
    assertThat(half.height()).isEqualTo((height + 1) / 2);
    return half.values();
  }
}
