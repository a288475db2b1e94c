package io.spikelake.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GreyRuleTest {

  @ParameterizedTest
  @EnumSource
  void leavesGreyAlone(GreyRule rule) {
    for (int level = 0; level < 256; level++) {
      assertThat(rule.level(level, level, level, 255)).isEqualTo(level);
    }
    for (int level = 0; level < 65536; level += 7) {
      assertThat(rule.level(level, level, level, 65535)).isEqualTo(level);
    }
    assertThat(rule.level(65535, 65535, 65535, 65535)).isEqualTo(65535);
  }

  /**
   * Colours on which the rules part. OPENCV: {@code cvtColor} of OpenCV 5.0.0, which equals the
   * rule on four million random colours of 8 and of 16 bits. The other two by their formulas in
   * numpy.
   */
  @ParameterizedTest
  @CsvSource({
    "255, 0, 0, 76, 76, 76",
    "0, 255, 0, 150, 150, 150",
    "0, 0, 255, 29, 29, 29",
    "255, 255, 255, 255, 255, 255",
    "0, 0, 0, 0, 0, 0",
    "64, 238, 225, 185, 184, 184",
    "195, 167, 19, 158, 159, 159",
    "137, 20, 7, 53, 54, 54",
    "183, 143, 253, 167, 168, 167",
    "179, 109, 114, 130, 130, 131",
    "209, 234, 32, 203, 203, 204"
  })
  void followsItsProgram(int red, int green, int blue, int matlab, int pyiqa, int opencv) {
    assertThat(GreyRule.MATLAB.level(red, green, blue, 255)).isEqualTo(matlab);
    assertThat(GreyRule.PYIQA.level(red, green, blue, 255)).isEqualTo(pyiqa);
    assertThat(GreyRule.OPENCV.level(red, green, blue, 255)).isEqualTo(opencv);
  }
}
