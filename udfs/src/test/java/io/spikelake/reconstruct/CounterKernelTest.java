package io.spikelake.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.simd.Simd;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Scalar and vector code against counting pixel by pixel. */
class CounterKernelTest {

  private static List<CounterKernel> kernels() {
    List<CounterKernel> kernels = new ArrayList<>(List.of(new CounterKernel()));
    if (Simd.available()) {
      kernels.add(new VectorCounterKernel());
    }
    return kernels;
  }

  static List<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (CounterKernel kernel : kernels()) {
      String name = kernel.getClass().getSimpleName();
      for (int words : new int[] {1, 7, 8, 9, 128, 131, 300}) {
        for (int planes : new int[] {0, 1, 7, 8, 9, 41, 255}) {
          cases.add(Arguments.of(name, kernel, words, planes));
        }
      }
    }
    return cases;
  }

  private static long[] random(int seed, int length) {
    Random random = new Random(seed);
    return random.longs(length).map(word -> word & random.nextLong()).toArray();
  }

  private static int[] bytes(CounterKernel kernel, ByteCounters counters) {
    byte[] bytes = new byte[64 * counters.words()];
    kernel.expand(counters, bytes);
    int[] counts = new int[bytes.length];
    for (int p = 0; p < counts.length; p++) {
      counts[p] = bytes[p] & 0xFF;
    }
    return counts;
  }

  @ParameterizedTest(name = "{0}, {2} words, {3} planes")
  @MethodSource("cases")
  void countSpikes(String name, CounterKernel kernel, int words, int planes) {
    int stride = words + 3;
    long[] memory = random(words + planes, 5 + stride * 256);
    ByteCounters counters = new ByteCounters();
    counters.clear(words, planes);
    kernel.count(memory, 5, stride, planes, counters);
    int[] expected = new int[64 * words];
    for (int p = 0; p < expected.length; p++) {
      for (int t = 0; t < planes; t++) {
        expected[p] += (int) (memory[5 + t * stride + p / 64] >>> p & 1);
      }
    }
    assertThat(bytes(kernel, counters)).containsExactly(expected);
  }

  @ParameterizedTest(name = "{0}, {2} words, {3} planes")
  @MethodSource("cases")
  void searchFirstSpikes(String name, CounterKernel kernel, int words, int planes) {
    int stride = words + 3;
    long[] memory = random(words + planes, stride * 256);
    // Some pixels are silent, and some of those that look are alone in their word.
    long[] looking = random(3, words);
    for (int i = 0; i < memory.length; i++) {
      memory[i] &= 0x00FFFFFFFFFFFFFFL;
    }
    long[] left = looking.clone();
    ByteCounters counters = new ByteCounters();
    counters.clear(words, planes);
    kernel.search(memory, 255 * stride, -stride, planes, left, counters);
    int[] expected = new int[64 * words];
    for (int p = 0; p < expected.length; p++) {
      boolean looks = (looking[p / 64] >>> p & 1) != 0;
      int t = 0;
      while (looks && t < planes && (memory[(255 - t) * stride + p / 64] >>> p & 1) == 0) {
        t++;
      }
      expected[p] = t;
      assertThat((left[p / 64] >>> p & 1) != 0).isEqualTo(looks && t == planes);
    }
    assertThat(bytes(kernel, counters)).containsExactly(expected);
  }

  /** Every quotient there is, at every place in a vector. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("namedKernels")
  void divideExactly(String name, CounterKernel kernel) {
    byte[] bytes = new byte[256 + 37];
    float[] quotients = new float[bytes.length];
    for (int divisor = 1; divisor <= 255; divisor++) {
      for (int p = 0; p < bytes.length; p++) {
        bytes[p] = (byte) (p % (divisor + 1));
      }
      kernel.divide(bytes, 0, bytes.length, divisor, quotients, 0);
      for (int p = 0; p < quotients.length; p++) {
        assertThat(quotients[p]).isEqualTo((bytes[p] & 0xFF) / (float) divisor);
      }
      float[] some = new float[60];
      kernel.divide(bytes, 23, 53, divisor, some, 5);
      for (int i = 0; i < some.length; i++) {
        boolean inside = i >= 5 && i < 58;
        assertThat(some[i]).isEqualTo(inside ? quotients[23 + i - 5] : 0);
      }
    }
  }

  static List<Arguments> namedKernels() {
    return kernels().stream().map(k -> Arguments.of(k.getClass().getSimpleName(), k)).toList();
  }
}
