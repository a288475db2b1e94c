package io.spikelake.quality.nss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NiqeFeaturesTest {

  private final NiqeFeatures features = new NiqeFeatures(16);

  @Test
  void givesARowPerPatch() {
    Plane map = map(TestPlane.plane(48, 32));
    Plane half = map(TestPlane.plane(24, 16));
    assertThat(features.of(map, half)).hasDimensions(6, NiqeFeatures.COUNT);
  }

  /** Patch 4 is the one in the middle of row 1: blanking it changes its sharpness most. */
  @Test
  void ordersPatchesRowByRow() {
    double[] pixels = TestPlane.of(48, 32);
    for (int y = 16; y < 32; y++) {
      for (int x = 16; x < 32; x++) {
        pixels[y * 48 + x] = 0;
      }
    }
    Plane sigma = new Plane();
    mscn().of(Plane.of(pixels, 48, 32), new Plane(), sigma);
    double[] sharpness = features.sharpness(sigma);
    assertThat(sharpness).hasSize(6);
    for (int i = 0; i < sharpness.length; i++) {
      if (i != 4) {
        assertThat(sharpness[i]).isBetween(45.0, 90.0).isGreaterThan(sharpness[4]);
      }
    }
  }

  @Test
  void leavesOutWhatAFlatPatchLacks() {
    Plane black = Plane.of(new double[16 * 16], 16, 16);
    Plane half = Plane.of(new double[8 * 8], 8, 8);
    double[] row = features.of(black, half)[0];
    for (int i = 0; i < row.length; i++) {
      boolean shape = i % 18 == 0 || (i % 18 >= 2 && (i % 18 - 2) % 4 == 0);
      if (shape) {
        assertThat(row[i]).as("feature %d", i).isEqualTo(0.2);
      } else {
        assertThat(row[i]).as("feature %d", i).isNaN();
      }
    }
  }

  @Test
  void refusesAnImageThatIsNotMadeOfPatches() {
    assertThatThrownBy(() -> features.of(TestPlane.plane(40, 32), TestPlane.plane(20, 16)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("An image of 40x32 is not made of patches of 16");
    assertThatThrownBy(() -> new NiqeFeatures(15))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The side of a patch must be even and at least 2: 15");
  }

  private static Plane map(Plane image) {
    Plane map = new Plane();
    mscn().of(image, map);
    return map;
  }

  private static Mscn mscn() {
    return new Mscn(GaussianWindow.DOUBLE, Border.REPLICATE, 0);
  }
}
