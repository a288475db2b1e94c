package io.spikelake.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixCodeTest {

  /** Longer than any code of so few symbols. */
  private static final int LONGEST = 24;

  /** Bits of all symbols with the best code of any length: the sum of what Huffman joins. */
  private static long leastBits(int[] counts) {
    PriorityQueue<Long> queue = new PriorityQueue<>();
    Arrays.stream(counts).filter(count -> count > 0).forEach(count -> queue.add((long) count));
    long bits = 0;
    while (queue.size() > 1) {
      long joined = queue.remove() + queue.remove();
      bits += joined;
      queue.add(joined);
    }
    return bits;
  }

  private static long bits(PrefixCode code, int[] counts) {
    long bits = 0;
    for (int symbol = 0; symbol < counts.length; symbol++) {
      bits += (long) counts[symbol] * code.length(symbol);
    }
    return bits;
  }

  /** The part of all words of {@code longest} bits that begin with a code. */
  private static double filled(PrefixCode code, int symbols) {
    double filled = 0;
    for (int symbol = 0; symbol < symbols; symbol++) {
      filled += code.length(symbol) == 0 ? 0 : Math.scalb(1.0, -code.length(symbol));
    }
    return filled;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void isTheBestCodeWhereNoneIsTooLong(int seed) {
    Random random = new Random(seed);
    int[] counts = random.ints(2 + random.nextInt(280), 0, 1000).toArray();
    counts[0]++;
    counts[1]++;
    PrefixCode code = new PrefixCode(counts.length, LONGEST);
    code.fit(counts);
    assertThat(bits(code, counts)).isEqualTo(leastBits(counts));
    assertThat(filled(code, counts.length)).isEqualTo(1);
    for (int symbol = 0; symbol < counts.length; symbol++) {
      assertThat(code.length(symbol) > 0).isEqualTo(counts[symbol] > 0);
    }
  }

  @ParameterizedTest(name = "longest {0}")
  @ValueSource(ints = {5, 6, 7, 10, 14, 22})
  void codesThatWouldBeTooLongAreShortened(int longest) {
    int[] counts = new int[23];
    counts[0] = 1;
    counts[1] = 1;
    for (int i = 2; i < counts.length; i++) {
      counts[i] = counts[i - 1] + counts[i - 2];
    }
    PrefixCode code = new PrefixCode(counts.length, longest);
    code.fit(counts);
    assertThat(filled(code, counts.length)).isEqualTo(1);
    int[] lengths = new int[counts.length];
    Arrays.setAll(lengths, code::length);
    assertThat(lengths).isSortedAccordingTo((a, b) -> b - a);
    assertThat(lengths[0]).isEqualTo(longest);
  }

  @Test
  void oneSymbolHasOneBitAndNoneHasNoCode() {
    PrefixCode code = new PrefixCode(5, 7);
    code.fit(new int[] {0, 0, 0, 9, 0});
    assertThat(code.codes()).containsExactly(0, 0, 0, 1, 0);
    code.fit(new int[5]);
    assertThat(code.codes()).containsOnly(0);
  }

  /** The example of RFC 1951, section 3.2.2; the first bit is lowest here. */
  @Test
  void lengthsMakeTheCodesOfTheStandard() {
    String[] words = {"010", "011", "100", "101", "110", "00", "1110", "1111"};
    int[] codes = PrefixCode.ofLengths(3, 3, 3, 3, 3, 2, 4, 4).codes();
    for (int symbol = 0; symbol < words.length; symbol++) {
      int reversed = Integer.parseInt(new StringBuilder(words[symbol]).reverse().toString(), 2);
      assertThat(codes[symbol]).isEqualTo(reversed << 6 | words[symbol].length());
    }
  }
}
