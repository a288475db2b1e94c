package io.spikelake.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeStream;
import io.spikelake.testing.Spikes;
import io.spikelake.testing.plain.PlainTextureFromInterval;
import io.spikelake.testing.plain.PlainTextureFromPlayback;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The methods against plain loops, bit by bit, on sizes that fill no word. */
class PlainMethodsTest {

  private static final int PLANES = 90;

  @ParameterizedTest
  @CsvSource({
    "1, 1, 41",
    "1, 63, 1",
    "5, 13, 2",
    "3, 64, 41",
    "8, 16, 40",
    "7, 65, 41",
    "31, 67, 81"
  })
  void giveTheSameFrames(int height, int width, int window) {
    Reconstructor tfp = Reconstructors.create(Reconstructors.resolve("tfp:window=" + window));
    // An interval needs a plane on either side.
    int interval = Math.max(2, window);
    Reconstructor tfi = Reconstructors.create(Reconstructors.resolve("tfi:window=" + interval));
    for (RowOrder order : RowOrder.values()) {
      SpikeStream stream = Spikes.uneven(3, PLANES, height, width, order);
      for (int key : new int[] {40, 44, 49}) {
        assertThat(PlainTextureFromPlayback.frame(stream, key - window / 2, window / 2 * 2 + 1))
            .isEqualTo(tfp.reconstruct(stream, key).pixels());
        assertThat(PlainTextureFromInterval.frame(stream, key, interval / 2))
            .isEqualTo(tfi.reconstruct(stream, key).pixels());
      }
    }
  }
}
