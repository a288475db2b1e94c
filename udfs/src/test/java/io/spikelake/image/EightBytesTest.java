package io.spikelake.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EightBytesTest {

  /** Every pair of bytes, between neighbours that would carry or borrow. */
  @Test
  void countAsEachByteAlone() {
    for (int a = 0; a < 256; a++) {
      for (int b = 0; b < 256; b++) {
        long left = 0xFF00_FF00_00FF_00FFL | (long) a << 24 | (long) b << 48;
        long right = 0x00FF_00FF_00FF_00FFL & ~(0xFFL << 24) | (long) b << 24 | (long) a << 48;
        long minus = EightBytes.minus(left, right);
        long mean = EightBytes.mean(left, right);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
          int x = (int) (left >>> shift) & 0xFF;
          int y = (int) (right >>> shift) & 0xFF;
          assertThat((int) (minus >>> shift) & 0xFF).isEqualTo(x - y & 0xFF);
          assertThat((int) (mean >>> shift) & 0xFF).isEqualTo((x + y) / 2);
        }
      }
    }
  }

  @Test
  void lieInMemoryLowestFirst() {
    byte[] bytes = {9, 1, 2, 3, 4, 5, 6, 7, -8, 9};
    long eight = EightBytes.load(bytes, 1);
    assertThat(eight).isEqualTo(0xF807_0605_0403_0201L);
    byte[] stored = new byte[10];
    EightBytes.store(stored, 2, eight);
    assertThat(stored).containsExactly(0, 0, 1, 2, 3, 4, 5, 6, 7, -8);
  }
}
