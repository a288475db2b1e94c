package io.spikelake.spike;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaneWordsTest {

  @ParameterizedTest(name = "planes of {0} bytes")
  @ValueSource(ints = {1, 7, 8, 9, 15, 16, 63, 64, 65, 1250})
  void holdTheBitsOfPackedBytes(int planeBytes) {
    byte[] packed = new byte[3 * planeBytes];
    new Random(planeBytes).nextBytes(packed);
    int wordsPerPlane = (planeBytes + 7) / 8;
    long[] words = new long[3 * wordsPerPlane];
    Arrays.fill(words, -1);
    PlaneWords.fill(ByteBuffer.wrap(packed), planeBytes, 3, words);
    for (int plane = 0; plane < 3; plane++) {
      byte[] bytes = Arrays.copyOfRange(packed, plane * planeBytes, (plane + 1) * planeBytes);
      long[] own = Arrays.copyOfRange(words, plane * wordsPerPlane, (plane + 1) * wordsPerPlane);
      assertThat(BitSet.valueOf(own)).isEqualTo(BitSet.valueOf(bytes));
      byte[] back = new byte[planeBytes + 2];
      PlaneWords.copyPlane(words, plane * wordsPerPlane, back, 1, planeBytes);
      assertThat(Arrays.copyOfRange(back, 1, planeBytes + 1)).isEqualTo(bytes);
      assertThat(back[0]).isZero();
      assertThat(back[planeBytes + 1]).isZero();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3})
  void copyBitsAtAnyAlignment(int seed) {
    Random random = new Random(seed);
    long[] source = random.longs(20).toArray();
    BitSet from = BitSet.valueOf(source);
    for (int round = 0; round < 500; round++) {
      int count = random.nextInt(400);
      int sourceBit = random.nextInt(20 * 64 - count + 1);
      int targetBit = random.nextInt(20 * 64 - count + 1);
      long[] target = new long[20];
      PlaneWords.copyBits(source, sourceBit, target, targetBit, count);
      BitSet expected = new BitSet();
      from.get(sourceBit, sourceBit + count).stream().forEach(i -> expected.set(targetBit + i));
      assertThat(BitSet.valueOf(target))
          .as("%d bits from %d to %d", count, sourceBit, targetBit)
          .isEqualTo(expected);
    }
  }
}
