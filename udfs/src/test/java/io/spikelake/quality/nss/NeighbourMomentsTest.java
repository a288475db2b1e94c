package io.spikelake.quality.nss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.quality.nss.NeighbourMoments.Edge;
import io.spikelake.simd.Simd;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighbourMomentsTest {

  private static final long SEED = 96;

  private static final int[][] SHIFTS = {{0, 0}, {1, 0}, {0, 1}, {1, 1}, {-1, 1}};

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1",
    "3, 2, 3, 2",
    "2, 2, 1, 2",
    "8, 8, 8, 8",
    "37, 23, 37, 23",
    "40, 30, 10, 10",
    "96, 48, 48, 48",
    "131, 17, 131, 17"
  })
  void areThoseOfTheProducts(int width, int height, int patchWidth, int patchHeight) {
    System.out.println("Seed " + SEED);
    double[] map = map(width, height, 0.3);
    for (Edge edge : Edge.values()) {
      NeighbourMoments moments = new NeighbourMoments(edge);
      for (int top = 0; top < height; top += patchHeight) {
        moments.of(Plane.of(map, width, height), top, patchWidth, patchHeight);
        for (int patch = 0; patch < width / patchWidth; patch++) {
          double[] cut = cut(map, width, patch * patchWidth, top, patchWidth, patchHeight);
          for (int kind = 0; kind < SHIFTS.length; kind++) {
            assertEqual(
                moments.at(patch, kind),
                TestPlane.moments(products(cut, patchWidth, patchHeight, SHIFTS[kind], edge)));
          }
        }
      }
    }
  }

  /** Every column is computed for itself, so vectors and single numbers give the same bits. */
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 9", "7, 5", "13, 4", "48, 48", "97, 11", "400, 3"})
  void haveTheSameBitsFromVectorsAndFromSingleNumbers(int width, int height) {
    Assumptions.assumeTrue(Simd.available(), "Skipped: no jdk.incubator.vector");
    double[] map = map(width, height, 0.2);
    for (Edge edge : Edge.values()) {
      NeighbourMoments scalar = new NeighbourMoments(edge, new ScalarRowKernels());
      NeighbourMoments vector = new NeighbourMoments(edge, new VectorRowKernels());
      scalar.of(Plane.of(map, width, height), 0, width, height);
      vector.of(Plane.of(map, width, height), 0, width, height);
      for (int kind = 0; kind < SHIFTS.length; kind++) {
        assertThat(vector.at(0, kind)).isEqualTo(scalar.at(0, kind));
      }
    }
  }

  @Test
  void countExactlyWhereValuesAreTiny() {
    double[] map = {1e-12, -1e-12, 0, -0.0, 3e-9, 1e-12};
    NeighbourMoments moments = new NeighbourMoments(Edge.WRAPPED);
    moments.of(Plane.of(map, 6, 1), 0, 6, 1);
    Moments values = moments.at(0, NeighbourMoments.VALUES);
    assertThat(values.left()).isEqualTo(1);
    assertThat(values.right()).isEqualTo(3);
    assertThat(values.leftSquares()).isEqualTo(1e-24);
    // Wrapping: the first times the last is positive; -1e-12 times 1e-12 is the only negative one.
    Moments pairs = moments.at(0, NeighbourMoments.LEFT);
    assertThat(pairs.left()).isEqualTo(1);
    assertThat(pairs.right()).isEqualTo(2);
  }

  @Test
  void doNotDependOnWhatWasComputedBefore() {
    Plane map = Plane.of(map(37, 23, 0.1), 37, 23);
    NeighbourMoments used = new NeighbourMoments(Edge.ZERO_IN_SINGLE);
    used.of(Plane.of(map(200, 90, 0), 200, 90), 0, 50, 30);
    used.of(map, 0, 37, 23);
    NeighbourMoments fresh = new NeighbourMoments(Edge.ZERO_IN_SINGLE);
    fresh.of(map, 0, 37, 23);
    for (int kind = 0; kind < SHIFTS.length; kind++) {
      assertThat(used.at(0, kind)).isEqualTo(fresh.at(0, kind));
    }
  }

  private static void assertEqual(Moments actual, Moments expected) {
    assertThat(actual.size()).isEqualTo(expected.size());
    assertThat(actual.left()).isEqualTo(expected.left());
    assertThat(actual.right()).isEqualTo(expected.right());
    assertThat(actual.leftSquares())
        .isCloseTo(expected.leftSquares(), within(1e-13 * (1 + expected.leftSquares())));
    assertThat(actual.rightSquares())
        .isCloseTo(expected.rightSquares(), within(1e-13 * (1 + expected.rightSquares())));
    assertThat(actual.magnitudes())
        .isCloseTo(expected.magnitudes(), within(1e-13 * (1 + expected.magnitudes())));
  }

  /** Numbers of single precision, so that products in it are exact in double before rounding. */
  private static double[] map(int width, int height, double zeros) {
    Random random = new Random(SEED + width);
    double[] map = new double[width * height];
    Arrays.setAll(map, i -> random.nextDouble() < zeros ? 0 : (float) random.nextGaussian());
    return map;
  }

  private static double[] cut(double[] plane, int stride, int x, int y, int width, int height) {
    double[] cut = new double[width * height];
    Arrays.setAll(cut, i -> plane[(y + i / width) * stride + x + i % width]);
    return cut;
  }

  private static double[] products(double[] map, int width, int height, int[] shift, Edge edge) {
    double[] products = new double[map.length];
    for (int i = 0; i < map.length; i++) {
      int x = i % width - shift[0];
      int y = i / width - shift[1];
      boolean inside = x >= 0 && x < width && y >= 0 && y < height;
      double other = map[Math.floorMod(y, height) * width + Math.floorMod(x, width)];
      boolean self = shift[0] == 0 && shift[1] == 0;
      if (self) {
        products[i] = map[i];
      } else if (edge == Edge.WRAPPED) {
        products[i] = map[i] * other;
      } else {
        products[i] = inside ? (float) map[i] * (float) other : 0;
      }
    }
    return products;
  }
}
