package io.spikelake.quality.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.simd.Simd;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlurKernelsTest {

  private static final long SEED = 7;

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 9", "9, 1", "2, 3", "15, 4", "16, 16", "17, 5", "97, 31", "250, 13"})
  void blurToTheSameBitsByVectorsAndOneByOne(int width, int height) {
    Assumptions.assumeTrue(Simd.available(), "Skipped: no jdk.incubator.vector");
    System.out.println("Seed " + SEED);
    Random random = new Random(SEED);
    float[] plane = new float[width * height];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = random.nextFloat();
    }
    float[] scalar = new float[plane.length];
    float[] vector = new float[plane.length];
    new GaussianBlur(new ScalarBlurKernels()).of(plane, width, height, scalar);
    new GaussianBlur(new VectorBlurKernels()).of(plane, width, height, vector);
    assertThat(vector).isEqualTo(scalar);
  }
}
