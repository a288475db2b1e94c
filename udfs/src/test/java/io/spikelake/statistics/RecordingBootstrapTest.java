package io.spikelake.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordingBootstrapTest {

  private record Recording(String name, double sum, long count) {}

  private static final List<Recording> FIRST =
      List.of(
          new Recording("a", 10.5, 3),
          new Recording("b", 4.25, 1),
          new Recording("c", -7.125, 2),
          new Recording("d", 100, 9),
          new Recording("e", 0.1, 1));

  private static final List<Recording> SECOND =
      List.of(
          new Recording("a", 11.5, 3),
          new Recording("b", 4, 1),
          new Recording("c", -6.125, 2),
          new Recording("d", 99, 9),
          new Recording("e", 0.3, 1));

  private static RecordingBootstrap of(Iterable<Recording> recordings, int replicates) {
    PoissonWeights weights = new PoissonWeights(7);
    RecordingBootstrap sum = new RecordingBootstrap(replicates);
    byte[] row = new byte[replicates];
    for (Recording recording : recordings) {
      weights.fill(recording.name(), row);
      sum.add(row, recording.sum(), recording.count());
    }
    return sum;
  }

  private static RecordingBootstrap of(Iterable<Recording> recordings) {
    return of(recordings, RecordingBootstrap.REPLICATES);
  }

  private static List<Recording> random(int n, long seed) {
    Random random = new Random(seed);
    List<Recording> recordings = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int count = 1 + random.nextInt(200);
      double scale = Math.pow(10, random.nextInt(12) - 6);
      recordings.add(new Recording("r" + i, random.nextGaussian() * scale * count, count));
    }
    return recordings;
  }

  /** Means of exact fractions in Python 3.11, quantiles of NumPy 2.4.6. */
  @Test
  void intervalsAreThoseOfAnIndependentImplementation() {
    RecordingBootstrap sum = of(FIRST);
    assertThat(sum.recordings()).isEqualTo(5);
    assertThat(sum.samples()).isEqualTo(16);
    assertThat(sum.mean()).isEqualTo(6.7328125);
    assertThat(Arrays.stream(sum.means()).filter(Double::isNaN).count()).isEqualTo(9);
    Interval narrow = sum.interval(0.5).orElseThrow();
    assertThat(narrow.low()).isCloseTo(2.1624999999999996, within(1e-13));
    assertThat(narrow.high()).isCloseTo(8.193890977443608, within(1e-13));
    Interval wide = sum.interval(0.95).orElseThrow();
    assertThat(wide.low()).isCloseTo(-2.341666666666667, within(1e-13));
    assertThat(wide.high()).isCloseTo(10.425, within(1e-13));
    Interval difference = RecordingBootstrap.difference(sum, of(SECOND), 0.95).orElseThrow();
    assertThat(difference.low()).isCloseTo(-0.40000000000000013, within(1e-13));
    assertThat(difference.high()).isCloseTo(0.11842105263157876, within(1e-13));
  }

  @Test
  void orderAndPartsMakeNoDifferenceOfABit() {
    List<Recording> recordings = random(200, 3);
    byte[] expected = of(recordings).toBytes();
    Random random = new Random(4);
    for (int round = 0; round < 5; round++) {
      Collections.shuffle(recordings, random);
      List<RecordingBootstrap> parts = new ArrayList<>();
      for (int from = 0; from < recordings.size(); ) {
        int to = Math.min(recordings.size(), from + random.nextInt(80));
        parts.add(of(recordings.subList(from, to)));
        from = to;
      }
      Collections.shuffle(parts, random);
      RecordingBootstrap merged = new RecordingBootstrap(RecordingBootstrap.REPLICATES);
      parts.forEach(part -> merged.merge(RecordingBootstrap.of(part.toBytes())));
      assertThat(merged.toBytes()).isEqualTo(expected);
    }
  }

  /** The standard error of the mean over independent recordings of equal size, to 3 of its own. */
  @Test
  void anIntervalIsAsLongAsTheStandardErrorSays() {
    Random random = new Random(8);
    List<Recording> recordings = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      recordings.add(new Recording("r" + i, 10 * (5 + random.nextGaussian()), 10));
    }
    Interval interval = of(recordings).interval(0.95).orElseThrow();
    double halfLength = (interval.high() - interval.low()) / 2;
    assertThat(halfLength).isCloseTo(1.96 / 20, within(0.02));
    assertThat(interval.contains(5)).isTrue();
  }

  @Test
  void aPairedIntervalIsShorterThanThoseOfTheTwo() {
    List<Recording> first = random(100, 5);
    List<Recording> second = new ArrayList<>();
    for (Recording r : first) {
      second.add(new Recording(r.name(), r.sum() + 0.5 * r.count(), r.count()));
    }
    Interval difference = RecordingBootstrap.difference(of(second), of(first), 0.95).orElseThrow();
    assertThat(difference.low()).isCloseTo(0.5, within(1e-9));
    assertThat(difference.high()).isCloseTo(0.5, within(1e-9));
    Interval alone = of(first).interval(0.95).orElseThrow();
    assertThat(alone.high() - alone.low()).isGreaterThan(1);
  }

  @Test
  void fewerThanTwoRecordingsHaveNoInterval() {
    RecordingBootstrap none = new RecordingBootstrap(10);
    assertThat(none.interval(0.95)).isEmpty();
    assertThat(none.mean()).isNaN();
    assertThat(none.means()).containsOnly(Double.NaN).hasSize(10);
    RecordingBootstrap one = of(FIRST.subList(0, 1));
    assertThat(one.interval(0.95)).isEmpty();
    assertThat(one.mean()).isEqualTo(3.5);
    assertThat(RecordingBootstrap.difference(one, one, 0.95)).isEmpty();
    assertThat(of(FIRST.subList(0, 2)).interval(0.95)).isPresent();
  }

  @Test
  void formsReadBackAndEmptyOnesAreShort() {
    assertThat(new RecordingBootstrap(1000).toBytes()).hasSize(37);
    assertThat(of(FIRST).toBytes()).hasSize(37 + 24 * 1000);
    RecordingBootstrap back = RecordingBootstrap.of(of(FIRST).toBytes());
    assertThat(back.means()).isEqualTo(of(FIRST).means());
    assertThat(back.toBytes()).isEqualTo(of(FIRST).toBytes());
    assertThat(RecordingBootstrap.of(new RecordingBootstrap(3).toBytes()).replicates())
        .isEqualTo(3);
  }

  @Test
  void otherBytesAreRefused() {
    byte[] form = of(FIRST, 4).toBytes();
    assertThatThrownBy(() -> RecordingBootstrap.of(Arrays.copyOf(form, form.length - 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A sum of 4 replicates has 132 bytes; expected 133");
    assertThatThrownBy(() -> RecordingBootstrap.of(new byte[20]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("20 bytes are no sum of a bootstrap of version 1");
    form[0] = 2;
    assertThatThrownBy(() -> RecordingBootstrap.of(form))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("133 bytes are no sum of a bootstrap of version 1");
  }

  @Test
  void whatCannotBeAddedIsRefused() {
    RecordingBootstrap sum = new RecordingBootstrap(2);
    assertThatThrownBy(() -> sum.add(new byte[3], 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 weights for 2 replicates");
    assertThatThrownBy(() -> sum.add(new byte[2], 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 samples; expected 1 or more");
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 0x1p67, -0x1p67}) {
      assertThatThrownBy(() -> sum.add(new byte[2], bad, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "A sum of scores is %s; expected a number of magnitude below 2^67".formatted(bad));
    }
    assertThatThrownBy(() -> new RecordingBootstrap(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 replicates; expected 1 to 1000000");
    assertThatThrownBy(() -> sum.merge(new RecordingBootstrap(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("One side has 2 replicates, the other 3");
    assertThatThrownBy(() -> of(FIRST).interval(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Level 1.0 of an interval; expected a share between 0 and 1");
  }

  @Test
  void totalsThatDoNotFitAreRefusedAndTheLargestThatFitIsRight() {
    double half = 0x1.fffffffffffffp65;
    for (int sign : new int[] {1, -1}) {
      RecordingBootstrap sum = new RecordingBootstrap(1);
      sum.add(new byte[] {1}, sign * half, 1);
      sum.add(new byte[] {1}, sign * half, 1);
      assertThat(sum.mean()).isEqualTo(sign * half);
      assertThat(sum.means()).containsExactly(sign * half);
      assertThatThrownBy(() -> sum.add(new byte[] {1}, sign * 0x1p30, 1))
          .isInstanceOf(ArithmeticException.class)
          .hasMessage(
              "The sum of scores of a replicate is 2^67 or more, which a leaderboard cannot hold");
    }
    assertThatThrownBy(() -> new RecordingBootstrap(1).add(new byte[] {2}, 0x1p66, 1))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void differencesOfOtherSamplesAreRefused() {
    assertThatThrownBy(
            () -> RecordingBootstrap.difference(of(FIRST), of(FIRST.subList(0, 4)), 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A difference is taken over the same samples; one side has 16 of 5 recordings, the"
                + " other 15 of 4");
    List<Recording> renamed = new ArrayList<>(FIRST);
    renamed.set(0, new Recording("z", 10.5, 3));
    assertThatThrownBy(() -> RecordingBootstrap.difference(of(FIRST), of(renamed), 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("A difference is taken over the same samples");
  }
}
