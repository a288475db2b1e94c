package io.spikelake.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Expected levels worked out by hand from OpenCV's formula; the golden frames check it at large.
 */
class HistogramEqualisationTest {

  private final HistogramEqualisation equalisation = new HistogramEqualisation();

  @Test
  void spreadsWhatIsAboveTheDarkestByItsShare() {
    // Seven pixels above the darkest: 255 / 7 = 36.43 for each.
    int[] levels = {9, 9, 9, 10, 20, 20, 30, 30, 30, 30};
    equalisation.apply(levels, levels.length);
    assertThat(levels).containsExactly(0, 0, 0, 36, 109, 109, 255, 255, 255, 255);
  }

  @Test
  void roundsHalfToEven() {
    // 255 / 2 = 127.5 and 255 / 6 * 3 = 127.5 become 128; 255 / 6 = 42.5 becomes 42.
    int[] two = {0, 1, 2};
    equalisation.apply(two, two.length);
    assertThat(two).containsExactly(0, 128, 255);
    int[] six = {7, 8, 9, 9, 11, 12, 13};
    equalisation.apply(six, six.length);
    assertThat(six).containsExactly(0, 42, 128, 128, 170, 212, 255);
  }

  @Test
  void leavesAnImageOfOneLevelAndWhatIsNoImage() {
    int[] levels = {200, 200, 200, 1, 3};
    equalisation.apply(levels, 3);
    assertThat(levels).containsExactly(200, 200, 200, 1, 3);
  }
}
