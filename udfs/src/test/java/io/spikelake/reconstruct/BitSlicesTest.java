package io.spikelake.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BitSlicesTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void addLikeIntegers(int seed) {
    Random random = new Random(seed);
    BitSlices slices = new BitSlices();
    slices.add(3, -1L);
    slices.clear();
    int[] sums = new int[64];
    for (int n = 0; n < 3000; n++) {
      long mask = random.nextLong();
      int slice = random.nextInt(16);
      slices.add(slice, mask);
      for (int i = 0; i < 64; i++) {
        sums[i] += (int) (mask >>> i & 1) << slice;
      }
    }
    int[] expanded = new int[64];
    slices.expand(expanded, 0, 64);
    assertThat(expanded).as("seed %d", seed).containsExactly(sums);
  }

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
