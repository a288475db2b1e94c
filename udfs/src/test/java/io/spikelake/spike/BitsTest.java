package io.spikelake.spike;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BitsTest {

  private static boolean bit(byte[] bits, int i) {
    return (bits[i >> 3] >> (i & 7) & 1) != 0;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void copiesAnyRunOfBitsAndNothingElse(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      int count = random.nextInt(200);
      int sourceBit = random.nextInt(70);
      int targetBit = random.nextInt(70);
      byte[] source = new byte[(sourceBit + count + 7) / 8 + random.nextInt(3)];
      byte[] target = new byte[(targetBit + count + 7) / 8 + random.nextInt(3)];
      random.nextBytes(source);
      random.nextBytes(target);
      for (int i = targetBit; i < targetBit + count; i++) {
        target[i >> 3] &= (byte) ~(1 << (i & 7));
      }
      byte[] before = target.clone();
      Bits.copy(source, sourceBit, target, targetBit, count);
      for (int i = 0; i < target.length * 8; i++) {
        boolean copied = i >= targetBit && i < targetBit + count;
        boolean expected = copied ? bit(source, i - targetBit + sourceBit) : bit(before, i);
        assertThat(bit(target, i))
            .as("seed %d round %d: bit %d of %d from %d", seed, round, i, count, sourceBit)
            .isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 63, 64, 65, 207, 4098})
  void packsAndUnpacks(int count) {
    Random random = new Random(count);
    byte[] values = new byte[count + 3];
    for (int i = 0; i < count; i++) {
      values[i + 3] = (byte) random.nextInt(2);
    }
    byte[] packed = new byte[(count + 7) / 8 + 2];
    assertThat(Bits.pack(values, 3, count, packed, 2)).isEqualTo(-1);
    for (int i = 0; i < packed.length * 8 - 16; i++) {
      assertThat(bit(packed, i + 16)).as("bit %d", i).isEqualTo(i < count && values[i + 3] == 1);
    }
    byte[] unpacked = new byte[count + 3];
    Bits.unpack(packed, 2, count, unpacked, 3);
    assertThat(unpacked).isEqualTo(values);
  }

  @Test
  void packingFindsTheFirstValueThatIsNoSpike() {
    for (int count : new int[] {1, 8, 13, 64}) {
      for (int at = 0; at < count; at++) {
        for (int value : new int[] {2, 3, 127, -128, -1}) {
          byte[] values = new byte[count];
          values[at] = (byte) value;
          values[count - 1] |= (byte) (at < count - 1 ? 2 : 0);
          assertThat(Bits.pack(values, 0, count, new byte[8], 0))
              .as("value %d at %d of %d", value, at, count)
              .isEqualTo(at);
        }
      }
    }
  }

  @Test
  void transposesEightByEight() {
    Random random = new Random(8);
    for (int round = 0; round < 100; round++) {
      long matrix = random.nextLong();
      long transposed = Bits.transpose8x8(matrix);
      for (int row = 0; row < 8; row++) {
        for (int column = 0; column < 8; column++) {
          assertThat(transposed >>> (8 * column + row) & 1)
              .isEqualTo(matrix >>> (8 * row + column) & 1);
        }
      }
    }
  }
}
