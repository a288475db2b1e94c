package io.spikelake.jobs.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.jobs.plan.WaveSize.Done;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaveSizeTest {

  private static final WaveSize FIVE_MINUTES_OR_A_THOUSAND_BYTES =
      new WaveSize(Duration.ofMinutes(5), 1000, Long.MAX_VALUE);

  private static long next(long shards, long seconds, long bytes, long left, int cores) {
    return FIVE_MINUTES_OR_A_THOUSAND_BYTES.next(
        Done.NOTHING.plus(shards, Duration.ofSeconds(seconds), bytes), left, cores);
  }

  @Test
  void theFirstWaveGivesEveryCoreAFewShards() {
    assertThat(WaveSize.DEFAULT.next(Done.NOTHING, 1_000_000, 4)).isEqualTo(32);
    assertThat(WaveSize.DEFAULT.next(Done.NOTHING, 3, 4)).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    // shards done, in seconds, with bytes, left, cores: next
    "10, 30, 1, 1000, 2, 100",
    "10, 1, 100, 1000, 2, 100",
    "10, 30, 1000, 1000, 2, 10",
    "10, 30, 0, 1000, 2, 100",
    "10, 30000, 1, 1000, 4, 4",
    "10, 30, 1, 90, 2, 90",
  })
  void laterWavesFillTheTimeOrTheBytesAsTheEarlierOnesDid(
      long shards, long seconds, long bytes, long left, int cores, long expected) {
    assertThat(next(shards, seconds, bytes, left, cores)).isEqualTo(expected);
  }

  @Test
  void noWaveHasMoreShardsThanItMay() {
    WaveSize one = new WaveSize(Duration.ofMinutes(5), 1000, 1);
    assertThat(one.next(Done.NOTHING, 5, 4)).isEqualTo(1);
    assertThat(one.next(Done.NOTHING.plus(1, Duration.ofSeconds(1), 1), 2, 4)).isEqualTo(1);
  }

  @Test
  void aSmallRestGoesAlong() {
    assertThat(next(10, 30, 1, 149, 2)).isEqualTo(149);
    assertThat(next(10, 30, 1, 150, 2)).isEqualTo(100);
  }

  /** Otherwise commits would grow with the work. */
  @Test
  void aNightOfAMillionShardsHasAFewHundredWaves() {
    WaveSize size = WaveSize.DEFAULT;
    long left = 1_000_000;
    int waves = 0;
    Done done = Done.NOTHING;
    while (left > 0) {
      long next = size.next(done, left, 64);
      done = done.plus(next, Duration.ofMillis(10 * next), 100_000 * next);
      left -= next;
      waves++;
    }
    assertThat(waves).isBetween(90, 110);
  }

  @Test
  void aWaveOfNothingIsRefused() {
    assertThatThrownBy(() -> new WaveSize(Duration.ZERO, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "A wave has PT0S, 1 bytes and 1 shards; expected more than nothing of each");
    assertThatThrownBy(() -> new WaveSize(Duration.ofMinutes(1), 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
