package io.spikelake.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BitSlicesTest {

  @Test
  void holdWhatIsSetAndWriteNoMoreThanAsked() {
    BitSlices slices = new BitSlices();
    slices.set(0b0101, 300);
    slices.set(0b0010, Integer.MAX_VALUE);
    int[] expanded = new int[16];
    Arrays.fill(expanded, -7);
    slices.expand(expanded, 2, 11);
    assertThat(expanded)
        .containsExactly(-7, -7, 300, Integer.MAX_VALUE, 300, 0, 0, 0, 0, 0, 0, 0, 0, -7, -7, -7);
  }
}
