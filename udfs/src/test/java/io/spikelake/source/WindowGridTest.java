package io.spikelake.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowGridTest {

  private static final WindowGrid GRID = new WindowGrid(new KeyFrames.Regular(10, 20, 5), 3, 6, 92);

  @Test
  void windowsAreCutAtTheEnds() {
    WindowGrid wide = new WindowGrid(new KeyFrames.Regular(0, 50, 2), 5, 60, 100);
    assertThat(wide.start(0)).isZero();
    assertThat(wide.end(0)).isEqualTo(61);
    assertThat(wide.start(1)).isEqualTo(45);
    assertThat(wide.end(1)).isEqualTo(100);
    assertThat(wide.frameCount(1)).isEqualTo(55);
  }

  @Test
  void findsTheWindowOfAKeyFrame() {
    assertThat(GRID.firstAtOrAfter(Long.MIN_VALUE)).isZero();
    assertThat(GRID.firstAtOrAfter(10)).isZero();
    assertThat(GRID.firstAtOrAfter(11)).isEqualTo(1);
    assertThat(GRID.firstAtOrAfter(90)).isEqualTo(4);
    assertThat(GRID.firstAtOrAfter(91)).isEqualTo(5);
    assertThat(GRID.firstAtOrAfter(Long.MAX_VALUE)).isEqualTo(5);
  }

  @Test
  void aRunEndsAtAGap() {
    assertThat(GRID.endOfRun(0, 5)).as("10 planes every 20").isEqualTo(17);
    WindowGrid dense = new WindowGrid(new KeyFrames.Regular(10, 10, 5), 3, 6, 92);
    assertThat(dense.endOfRun(0, 5)).as("10 planes every 10").isEqualTo(57);
    assertThat(dense.endOfRun(0, 3)).as("of the first three").isEqualTo(37);
    KeyFrames listed = new KeyFrames.Listed(new long[] {10, 15, 40, 50, 51});
    WindowGrid uneven = new WindowGrid(listed, 3, 6, 92);
    assertThat(uneven.endOfRun(0, 5)).isEqualTo(22);
    assertThat(uneven.endOfRun(2, 5)).isEqualTo(58);
    assertThat(uneven.endOfRun(2, 3)).isEqualTo(47);
  }
}
