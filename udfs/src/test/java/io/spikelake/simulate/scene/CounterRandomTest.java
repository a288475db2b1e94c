package io.spikelake.simulate.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CounterRandomTest {

  private static final int DRAWS = 200_000;

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 42, Long.MIN_VALUE, 0x9e3779b97f4a7c15L})
  void givesTheSequenceOfTheJdksSplitMix64(long seed) {
    SplittableRandom oracle = new SplittableRandom(seed);
    CounterRandom random = new CounterRandom(seed);
    for (int n = 0; n < 1000; n++) {
      assertThat(random.bits(n)).as("seed %d, number %d", seed, n).isEqualTo(oracle.nextLong());
    }
    assertThat(random.uniform(1000)).isEqualTo(oracle.nextDouble());
  }

  @Test
  void streamsDifferFromEachOtherAndFromTheirOrigin() {
    CounterRandom random = new CounterRandom(5);
    assertThat(IntStream.range(-3, 1000).mapToLong(i -> random.stream(i).bits(0)).distinct())
        .hasSize(1003)
        .doesNotContain(random.bits(0));
    assertThat(correlation(random::uniform, random.stream(1)::uniform)).isCloseTo(0, within(0.01));
  }

  private static double correlation(LongToDouble a, LongToDouble b) {
    double sum = 0;
    for (int n = 0; n < DRAWS; n++) {
      sum += (a.at(n) - 0.5) * (b.at(n) - 0.5);
    }
    return 12 * sum / DRAWS;
  }

  private interface LongToDouble {
    double at(long n);
  }

  /** Mean and variance stand within five standard errors. */
  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.7, 5, 30, 63.9, 64.1, 900})
  void poissonNumbersHaveMeanAndVarianceOfTheirParameter(double mean) {
    CounterRandom random = new CounterRandom(11);
    Moments moments = Moments.of(n -> random.poisson(n, mean));
    assertThat(moments.mean).isCloseTo(mean, within(5 * Math.sqrt(mean / DRAWS)));
    double kurtosisTerm = mean + 2 * mean * mean;
    assertThat(moments.variance).isCloseTo(mean, within(5 * Math.sqrt(kurtosisTerm / DRAWS)));
  }

  @Test
  void smallPoissonNumbersHaveTheRightShares() {
    CounterRandom random = new CounterRandom(12);
    double mean = 1.5;
    double share = Math.exp(-mean);
    for (int k = 0; k < 6; k++) {
      int wanted = k;
      long hits = IntStream.range(0, DRAWS).filter(n -> random.poisson(n, mean) == wanted).count();
      double error = Math.sqrt(share * (1 - share) / DRAWS);
      assertThat((double) hits / DRAWS).as("share of %d", k).isCloseTo(share, within(5 * error));
      share *= mean / (k + 1);
    }
  }

  @Test
  void noPhotonsComeFromTheDark() {
    CounterRandom random = new CounterRandom(13);
    assertThat(IntStream.range(0, 1000).map(n -> random.poisson(n, 0))).containsOnly(0);
  }

  @Test
  void normalNumbersAreStandard() {
    CounterRandom random = new CounterRandom(14);
    Moments moments = Moments.of(random::normal);
    assertThat(moments.mean).isCloseTo(0, within(5 / Math.sqrt(DRAWS)));
    assertThat(moments.variance).isCloseTo(1, within(5 * Math.sqrt(2.0 / DRAWS)));
    long within = IntStream.range(0, DRAWS).filter(n -> Math.abs(random.normal(n)) < 1).count();
    assertThat((double) within / DRAWS).isCloseTo(0.682689, within(0.005));
  }

  private record Moments(double mean, double variance) {
    static Moments of(IntToDoubleFunction numbers) {
      double[] values = IntStream.range(0, DRAWS).mapToDouble(numbers).toArray();
      double mean = IntStream.range(0, DRAWS).mapToDouble(i -> values[i]).average().orElseThrow();
      double variance =
          IntStream.range(0, DRAWS)
              .mapToDouble(i -> (values[i] - mean) * (values[i] - mean))
              .average()
              .orElseThrow();
      return new Moments(mean, variance);
    }
  }
}
