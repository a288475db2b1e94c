package io.spikelake.quality.nss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NiqeFeaturesTest {

  private static final Mscn MSCN = new Mscn(GaussianWindow.DOUBLE, Border.REPLICATE, 0);

  @Test
  void givesARowPerPatchAndItsSharpness() {
    double[] pixels = TestPlane.of(48, 32);
    NiqeFeatures features = NiqeFeatures.of(pixels, 48, 32, 16, MSCN, HalfSize::of);
    assertThat(features.values()).hasDimensions(6, NiqeFeatures.COUNT);
    assertThat(features.sharpness()).hasSize(6);
    for (double sharpness : features.sharpness()) {
      assertThat(sharpness).isBetween(50.0, 90.0);
    }
  }

  /** Row 4 belongs to the patch at column 1 of row 1: blanking that patch changes it most. */
  @Test
  void ordersPatchesRowByRow() {
    double[] pixels = TestPlane.of(48, 32);
    for (int y = 16; y < 32; y++) {
      for (int x = 16; x < 32; x++) {
        pixels[y * 48 + x] = 0;
      }
    }
    double[] sharpness = NiqeFeatures.of(pixels, 48, 32, 16, MSCN, HalfSize::of).sharpness();
    for (int i = 0; i < sharpness.length; i++) {
      if (i != 4) {
        assertThat(sharpness[i]).isGreaterThan(sharpness[4]);
      }
    }
  }

  @Test
  void leavesOutWhatAFlatPatchLacks() {
    double[] black = new double[16 * 16];
    double[] row = NiqeFeatures.of(black, 16, 16, 16, MSCN, HalfSize::of).values()[0];
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
    assertThatThrownBy(() -> NiqeFeatures.of(TestPlane.of(40, 32), 40, 32, 16, MSCN, HalfSize::of))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("An image of 40x32 is not made of patches of 16");
  }
}
