package io.spikelake.quality.nss;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.simd.Simd;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowKernelsTest {

  private static final long SEED = 49;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 15, 16, 17, 31, 97, 250, 401})
  void filterToTheSameBitsByVectorsAndOneByOne(int length) {
    Assumptions.assumeTrue(Simd.available(), "Skipped: no jdk.incubator.vector");
    System.out.println("Seed " + SEED);
    Random random = new Random(SEED);
    double[][] rows = new double[GaussianWindow.SIDE][length + 6];
    for (double[] row : rows) {
      Arrays.setAll(row, i -> 255 * random.nextDouble());
    }
    double[] scalar = new double[length + 6];
    double[] vector = new double[length + 6];
    new ScalarRowKernels().down(rows, length + 6, 0.1, 0.2, 0.3, 0.4, scalar);
    new VectorRowKernels().down(rows, length + 6, 0.1, 0.2, 0.3, 0.4, vector);
    assertThat(vector).isEqualTo(scalar);
    double[] scalarRow = new double[length];
    double[] vectorRow = new double[length];
    new ScalarRowKernels().across(scalar, length, 0.1, 0.2, 0.3, 0.4, scalarRow);
    new VectorRowKernels().across(vector, length, 0.1, 0.2, 0.3, 0.4, vectorRow);
    assertThat(vectorRow).isEqualTo(scalarRow);
    new ScalarRowKernels().addAcross(scalar, length, 0.3, 0.1, 0.7, 0.2, scalarRow);
    new VectorRowKernels().addAcross(vector, length, 0.3, 0.1, 0.7, 0.2, vectorRow);
    assertThat(vectorRow).isEqualTo(scalarRow);
  }
}
