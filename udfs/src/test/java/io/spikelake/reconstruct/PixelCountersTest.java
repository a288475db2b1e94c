package io.spikelake.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeStream;
import io.spikelake.testing.Spikes;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counters of one digit and of several, past every carry. */
class PixelCountersTest {

  private static final int HEIGHT = 7;
  private static final int WIDTH = 19;

  private static SpikeStream stream(int planes) {
    return Spikes.uneven(planes, planes, HEIGHT, WIDTH, RowOrder.TOP_DOWN);
  }

  private static int[] counts(SpikeStream stream, int from, int count) {
    int[] counts = new int[HEIGHT * WIDTH];
    for (int t = from; t < from + count; t++) {
      for (int p = 0; p < counts.length; p++) {
        counts[p] += stream.spike(t, p / WIDTH, p % WIDTH) ? 1 : 0;
      }
    }
    return counts;
  }

  private static int[] values(PixelCounters counters, SpikeStream stream, int limit) {
    int[] values = new int[HEIGHT * WIDTH];
    counters.values(values);
    float[] table = new float[Math.max(256, limit + 1)];
    for (int i = 0; i < table.length; i++) {
      table[i] = i;
    }
    float[] looked = new float[values.length];
    counters.look(table, stream, looked);
    for (int p = 0; p < values.length; p++) {
      assertThat(looked[p]).isEqualTo(values[p]);
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 41, 254, 255, 256, 257, 700, 66_000})
  void countAnyNumberOfPlanes(int planes) {
    SpikeStream stream = stream(planes);
    int[] expected = counts(stream, 0, planes);
    PixelCounters counters = new PixelCounters();
    counters.clear(stream.wordsPerPlane(), planes);
    counters.count(stream, 0, planes);
    assertThat(values(counters, stream, planes)).containsExactly(expected);
    assertThat(counters.smallest(HEIGHT * WIDTH))
        .isEqualTo(Arrays.stream(expected).min().orElseThrow());
    float[] quotients = new float[HEIGHT * WIDTH];
    counters.divide(planes, stream, quotients);
    for (int p = 0; p < quotients.length; p++) {
      assertThat(quotients[p]).isEqualTo(expected[p] / (float) planes);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 255, 256, 300})
  void slideAlong(int window) {
    SpikeStream stream = stream(window + 200);
    PixelCounters counters = new PixelCounters();
    counters.clear(stream.wordsPerPlane(), window);
    counters.count(stream, 0, window);
    for (int first = 0; first < 200; first++) {
      counters.slide(stream, first, first + window);
    }
    assertThat(values(counters, stream, window)).containsExactly(counts(stream, 200, window));
  }

  @Test
  void addUpPastADigit() {
    SpikeStream stream = stream(800);
    PixelCounters a = new PixelCounters();
    a.clear(stream.wordsPerPlane(), 550);
    a.count(stream, 0, 550);
    PixelCounters b = new PixelCounters();
    b.clear(stream.wordsPerPlane(), 250);
    b.count(stream, 550, 250);
    PixelCounters sum = new PixelCounters();
    sum.sum(a, b, 800);
    assertThat(values(sum, stream, 800)).containsExactly(counts(stream, 0, 800));
    sum.sum(b, a, 800);
    assertThat(values(sum, stream, 800)).containsExactly(counts(stream, 0, 800));
  }

  @Test
  void setAndCompareByMask() {
    SpikeStream stream = stream(400);
    int[] expected = counts(stream, 0, 400);
    PixelCounters counters = new PixelCounters();
    counters.clear(stream.wordsPerPlane(), 401);
    counters.count(stream, 0, 400);
    long[] mask = new long[stream.wordsPerPlane()];
    counters.equal(expected[17], mask);
    counters.set(mask, 401);
    for (int p = 0; p < expected.length; p++) {
      boolean same = expected[p] == expected[17];
      assertThat((mask[p / 64] >>> p & 1) != 0).isEqualTo(same);
    }
    int wanted = expected[17];
    assertThat(values(counters, stream, 401))
        .containsExactly(Arrays.stream(expected).map(c -> c == wanted ? 401 : c).toArray());
  }

  @Test
  void areOpenToOthersAsCountsOfARun() {
    SpikeStream stream = stream(90);
    SpikeCounter counter = new SpikeCounter();
    int[] counts = new int[HEIGHT * WIDTH];
    assertThatThrownBy(() -> counter.counts(counts))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Nothing was counted");
    counter.count(stream, 3, 80);
    counter.count(stream, 11, 4);
    counter.counts(counts);
    assertThat(counts).containsExactly(counts(stream, 11, 4));
    assertThatThrownBy(() -> counter.counts(new int[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("An array of 1 for the counts of 133 pixels");
    assertThatThrownBy(() -> counter.count(stream, 80, 11))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("[80, 80 + 11) out of bounds for length 90");
  }
}
