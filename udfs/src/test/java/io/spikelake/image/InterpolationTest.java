package io.spikelake.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class InterpolationTest {

  /** Five columns, four rows. */
  private static GrayImage image() {
    float[] pixels = new float[20];
    for (int i = 0; i < pixels.length; i++) {
      int row = i / 5;
      int column = i % 5;
      pixels[i] = (7 * row * row + 3 * column * column + 5 * row * column) % 17 / 16f;
    }
    return new GrayImage(5, 4, pixels);
  }

  /** Computed with PyTorch 2.13.0: interpolate, align_corners=False, antialias=False. */
  @ParameterizedTest(name = "{0} {1}x{2}")
  @CsvSource({
    "BILINEAR, 2, 3, 0.252604187 0.708333313 0.65625 0.515625 0.747395873 0.674479246",
    "BILINEAR, 7, 1, 0.5625 0.633928597 0.678571463 0.65625 0.522321403 0.549107134 0.65625",
    "BILINEAR, 8, 8, 0.0 0.08203125 0.22265625 0.57421875 0.7109375 0.6328125 0.765625 0.875"
        + " 0.109375 0.225585938 0.3984375 0.6328125 0.735351562 0.706054688 0.73828125 0.765625"
        + " 0.328125 0.512695312 0.75 0.75 0.784179688 0.852539062 0.68359375 0.546875"
        + " 0.5 0.63671875 0.805664062 0.737304688 0.703125 0.703125 0.615234375 0.546875"
        + " 0.625 0.59765625 0.565429688 0.594726562 0.4921875 0.2578125 0.533203125 0.765625"
        + " 0.703125 0.627929688 0.52734375 0.48828125 0.400390625 0.263671875 0.487304688 0.671875"
        + " 0.734375 0.727539062 0.69140625 0.41796875 0.427734375 0.720703125 0.477539062 0.265625"
        + " 0.75 0.77734375 0.7734375 0.3828125 0.44140625 0.94921875 0.47265625 0.0625",
    "BICUBIC, 2, 3, 0.200826317 0.705890954 0.697631836 0.439064026 0.80294466 0.755654037",
    "BICUBIC, 7, 1, 0.587816715 0.673457921 0.740633011 0.69140625 0.447294086 0.494698524"
        + " 0.71400702",
    "BICUBIC, 8, 8, -0.0604893118 -0.0315283835 0.147075623 0.587702632 0.75832361 0.588092506"
        + " 0.766936481 0.951694548 0.0639050305 0.181871697 0.405762911 0.662447631 0.789129019"
        + " 0.729882956 0.744609177 0.763444424 0.264823884 0.534565091 0.838205218 0.788454771"
        + " 0.845344067 0.975282907 0.710490823 0.446373075 0.505403459 0.703082442 0.896216869"
        + " 0.78772223 0.712840915 0.730724514 0.606840253 0.500117958 0.649122298 0.58715117"
        + " 0.540152431 0.666467071 0.465746582 0.114373192 0.4906497 0.913800061 0.752006531"
        + " 0.617973149 0.459397137 0.484820306 0.329252839 0.118946359 0.448491693 0.793631613"
        + " 0.747847319 0.765588462 0.685165524 0.341380775 0.37952441 0.735393167 0.505957961"
        + " 0.217540145 0.747729897 0.85447681 0.818372011 0.252533108 0.406721234 1.10246217"
        + " 0.539235651 -0.127972111"
  })
  void resizesAsPyTorchDoes(Interpolation rule, int width, int height, String expected) {
    GrayImage resized = rule.resize(image(), width, height);
    assertThat(resized.width()).isEqualTo(width);
    assertThat(resized.height()).isEqualTo(height);
    String[] values = expected.split(" ");
    assertThat(resized.pixels()).hasSize(values.length);
    for (int i = 0; i < values.length; i++) {
      // PyTorch computes in single precision.
      assertThat(resized.pixels()[i]).isCloseTo(Float.parseFloat(values[i]), within(5e-7f));
    }
  }

  @ParameterizedTest
  @EnumSource
  void leavesFlatImagesFlatAndImagesOfTheSizeAsTheyAre(Interpolation rule) {
    float[] pixels = new float[35];
    Arrays.fill(pixels, 0.3f);
    assertThat(rule.resize(new GrayImage(7, 5, pixels), 11, 3).pixels())
        .hasSize(33)
        .containsOnly(0.3f);
    GrayImage image = image();
    assertThat(rule.resize(image, 5, 4)).isSameAs(image);
  }

  @Test
  void enlargesASinglePixel() {
    GrayImage pixel = new GrayImage(1, 1, new float[] {0.5f});
    assertThat(Interpolation.BICUBIC.resize(pixel, 3, 2).pixels()).containsOnly(0.5f);
  }
}
