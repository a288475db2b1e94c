package io.spikelake.spike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.testing.SharedFiles;
import io.spikelake.testing.Spikes;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpikeStatisticsTest {

  /**
   * Expected: numpy 2.4.6, spikes per plane, and {@code numpy.percentile} with method {@code
   * inverted_cdf} of the distances of neighbouring spikes of a pixel.
   */
  @ParameterizedTest
  @CsvSource({
    "data.dat, 8658838, 27829, 29887, 3, 6, 0",
    "203_part1_key_id151.dat, 6497164, 18869, 22606, 3, 15, 0",
    "203_part2_key_id151.dat, 6262439, 18565, 21560, 3, 12, 0",
    "uhsr.npz, 392297, 1836, 2082, 26, 60, 2"
  })
  void describesPublishedRecordings(
      String file, long spikes, int fewest, int most, int median, int p95, int silent)
      throws IOException {
    SpikeStream stream =
        Spikes.readAll(
            SharedFiles.require("spikes/" + file),
            file.endsWith(".dat") ? SpikeLayout.of(250, 400) : SpikeLayout.UNKNOWN);
    SpikeStatistics statistics = new SpikeStatistics(stream.height(), stream.width());
    for (int from = 0; from < stream.planes(); from += 37) {
      statistics.add(stream.window(from, Math.min(37, stream.planes() - from)));
    }
    double pixels = stream.pixels();
    assertThat(statistics.planes()).isEqualTo(stream.planes());
    assertThat(statistics.spikes()).isEqualTo(spikes);
    assertThat(statistics.meanRate()).isEqualTo(spikes / (pixels * stream.planes()));
    assertThat(statistics.lowestRate()).isEqualTo(fewest / pixels);
    assertThat(statistics.highestRate()).isEqualTo(most / pixels);
    assertThat(statistics.intervalQuantile(0.5)).hasValue(median);
    assertThat(statistics.intervalQuantile(0.95)).hasValue(p95);
    assertThat(statistics.silentPixels()).isEqualTo(silent);
  }

  @Test
  void aConstantRateHasOneInterval() {
    byte[] bits = new byte[50];
    for (int plane = 0; plane < 50; plane += 7) {
      bits[plane] = 0b0000_0110;
    }
    SpikeStatistics statistics = new SpikeStatistics(2, 4);
    statistics.add(SpikeStream.ofPacked(bits, 50, 2, 4, RowOrder.TOP_DOWN, 0));
    assertThat(statistics.intervalQuantile(0)).hasValue(7);
    assertThat(statistics.intervalQuantile(1)).hasValue(7);
    assertThat(statistics.silentPixels()).isEqualTo(6);
    assertThat(statistics.lowestRate()).isZero();
    assertThat(statistics.highestRate()).isEqualTo(0.25);
  }

  @Test
  void withoutSpikesThereIsNoInterval() {
    SpikeStatistics statistics = new SpikeStatistics(2, 4);
    assertThat(statistics.meanRate()).isNaN();
    assertThat(statistics.lowestRate()).isNaN();
    statistics.add(SpikeStream.ofPacked(new byte[3], 3, 2, 4, RowOrder.TOP_DOWN, 0));
    assertThat(statistics.meanRate()).isZero();
    assertThat(statistics.intervalQuantile(0.5)).isEmpty();
  }

  @Test
  void refusesAnotherGeometryAndNoFraction() {
    SpikeStatistics statistics = new SpikeStatistics(2, 4);
    assertThatThrownBy(
            () -> statistics.add(SpikeStream.ofPacked(new byte[3], 3, 4, 2, RowOrder.TOP_DOWN, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Planes of 4x2 (height x width) after planes of 2x4");
    assertThatThrownBy(() -> statistics.intervalQuantile(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Fraction NaN of the intervals; expected 0 to 1");
  }
}
