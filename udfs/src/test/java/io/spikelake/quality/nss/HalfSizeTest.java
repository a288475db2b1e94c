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
    double[] half = HalfSize.of(TestPlane.of(width, height), width, height);
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
    assertThat(HalfSize.of(pixels, width, height)).containsOnly(77);
  }

  @Test
  void keepsARampAwayFromTheEdges() {
    double[] ramp = new double[40];
    Arrays.setAll(ramp, i -> 3 * i);
    double[] half = HalfSize.of(ramp, 40, 1);
    for (int i = 2; i < 18; i++) {
      assertThat(half[i]).isCloseTo(3 * (2 * i + 0.5), within(1e-12));
    }
  }

  @Test
  void isTheSameInSinglePrecisionUpToRounding() {
    double[] pixels = TestPlane.of(31, 22);
    float[] single = new float[pixels.length];
    for (int i = 0; i < single.length; i++) {
      single[i] = (float) pixels[i];
    }
    double[] half = HalfSize.of(pixels, 31, 22);
    float[] halfSingle = HalfSize.of(single, 31, 22);
    assertThat(halfSingle).hasSize(half.length);
    for (int i = 0; i < half.length; i++) {
      assertThat((double) halfSingle[i]).isCloseTo(half[i], within(1e-4));
    }
  }
}
