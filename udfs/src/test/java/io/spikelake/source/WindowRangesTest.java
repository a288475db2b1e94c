package io.spikelake.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowRangesTest {

  @Test
  void agreesWithSetsOfBits() {
    long seed = 11;
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      BitSet a = new BitSet();
      BitSet b = new BitSet();
      WindowRanges rangesA = random(random, a);
      WindowRanges rangesB = random(random, b);
      BitSet and = (BitSet) a.clone();
      and.and(b);
      BitSet or = (BitSet) a.clone();
      or.or(b);
      String where = "seed %d, case %d".formatted(seed, i);
      assertThat(rangesA.and(rangesB)).as(where).isEqualTo(of(and));
      assertThat(WindowRanges.union(List.of(rangesA, rangesB))).as(where).isEqualTo(of(or));
      assertThat(rangesA.count()).as(where).isEqualTo(a.cardinality());
      assertThat(rangesA.isEmpty()).as(where).isEqualTo(a.isEmpty());
    }
  }

  private static WindowRanges random(Random random, BitSet bits) {
    List<WindowRanges> parts = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      int from = random.nextInt(30) - 3;
      int to = from + random.nextInt(6);
      parts.add(WindowRanges.of(from, to));
      bits.set(Math.max(0, from), Math.max(0, to));
    }
    return WindowRanges.union(parts);
  }

  private static WindowRanges of(BitSet bits) {
    List<WindowRanges.Range> ranges = new ArrayList<>();
    for (int from = bits.nextSetBit(0); from >= 0; ) {
      int to = bits.nextClearBit(from);
      ranges.add(new WindowRanges.Range(from, to));
      from = bits.nextSetBit(to);
    }
    return new WindowRanges(ranges);
  }
}
