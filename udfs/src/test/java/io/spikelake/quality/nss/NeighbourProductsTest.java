package io.spikelake.quality.nss;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighbourProductsTest {

  /** numpy: {@code m * np.roll(m, (dy, dx), (0, 1))}. */
  @Test
  void multipliesWithTheShiftedPlane() {
    double[] plane = {1, 2, 3, 4, 5, 6};
    assertThat(products(plane, 3, 2, 1, 0)).containsExactly(3, 2, 6, 24, 20, 30);
    assertThat(products(plane, 3, 2, 0, 1)).containsExactly(4, 10, 18, 4, 10, 18);
    assertThat(products(plane, 3, 2, 1, 1)).containsExactly(6, 8, 15, 12, 5, 12);
    assertThat(products(plane, 3, 2, -1, 1)).containsExactly(5, 12, 12, 8, 15, 6);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 4, 1, 0",
    "5, 4, 0, -1",
    "4, 7, -1, 1",
    "4, 7, 1, -1",
    "1, 3, 1, 1",
    "3, 1, -5, 2"
  })
  void wrapsAroundAtEveryEdge(int width, int height, int dx, int dy) {
    double[] plane = TestPlane.of(width, height);
    double[] products = products(plane, width, height, dx, dy);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int from = Math.floorMod(y - dy, height) * width + Math.floorMod(x - dx, width);
        assertThat(products[y * width + x]).isEqualTo(plane[y * width + x] * plane[from]);
      }
    }
  }

  private static double[] products(double[] plane, int width, int height, int dx, int dy) {
    double[] products = new double[plane.length];
    NeighbourProducts.of(plane, width, height, dx, dy, products);
    return products;
  }
}
