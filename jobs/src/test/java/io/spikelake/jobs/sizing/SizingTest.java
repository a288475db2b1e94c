package io.spikelake.jobs.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.jobs.sizing.Estimate.Limit;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizingTest {

  private static final long SEED = 11;
  private static final double GIB = 1 << 30;
  private static final Cluster EIGHT_CORES_AND_A_GPU = new Cluster(1, 8, 1);

  /** 3.6 million frames, 0.08 s of a GPU and 0.4 s of a core for each. */
  private static final Work NIGHT = work(3_600_000, 0.08, 0.4);

  private static final Rates RATES = new Rates(2e9, 5500, 300, GIB, 6, 30, 0.2);

  private static Work work(long frames, double gpuSeconds, double coreSeconds) {
    return new Work(
        List.of(
            new Part("reconstruct", "a", frames, Resource.GPUS, gpuSeconds, ""),
            new Part("score", "frames", frames, Resource.CORES, coreSeconds, "")),
        1_000_000_000_000L,
        1_000_000,
        frames * 100_000);
  }

  /**
   * GPUs 288000 s / 16 = 18000 s, cores 1440000 s / 128 = 11250 s, storage 10^12 / 2*10^9 = 500 s,
   * requests 10^6 / 5500 = 181.8 s. Images are 3.6*10^11 / 2^30 = 335.3 waves, more than 18000 /
   * 300 = 60; the driver takes 30 + 336 * 6 = 2046 s. All: 2046 + 1.2 * 18000 = 23646 s.
   */
  @Test
  void timeIsThatOfWhatLimitsAndOfTheDriver() {
    Estimate estimate = new Sizing(NIGHT, RATES).on(new Cluster(16, 8, 1));
    assertThat(estimate.gpuSeconds()).isEqualTo(18000);
    assertThat(estimate.coreSeconds()).isEqualTo(11250);
    assertThat(estimate.storageSeconds()).isEqualTo(500);
    assertThat(estimate.requestSeconds()).isEqualTo(1e6 / 5500);
    assertThat(estimate.waves()).isEqualTo(336);
    assertThat(estimate.driverSeconds()).isEqualTo(2046);
    assertThat(estimate.seconds()).isEqualTo(23646);
    assertThat(estimate.limit()).isEqualTo(Limit.GPUS);
    assertThat(estimate.gpuHours()).isEqualTo(16 * 23646 / 3600.0);
  }

  /**
   * 12 executors take 2046 + 1.2 * 24000 = 30846 s, 13 take 2046 + 1.2 * 22153.8 = 28630.6 s; eight
   * hours are 28800 s.
   */
  @Test
  void theFewestExecutorsForADeadline() {
    Sizing sizing = new Sizing(NIGHT, RATES);
    assertThat(sizing.on(new Cluster(12, 8, 1)).seconds()).isEqualTo(30846);
    assertThat(sizing.executors(28800, EIGHT_CORES_AND_A_GPU)).hasValue(13);
    assertThat(sizing.executors(30846, EIGHT_CORES_AND_A_GPU)).hasValue(12);
    assertThat(sizing.executors(1e9, EIGHT_CORES_AND_A_GPU)).hasValue(1);
  }

  /** Planning and commits alone take 2046 s, and the storage 1.2 * 500 s. */
  @Test
  void noNumberOfExecutorsBeatsTheDriverAndTheStorage() {
    Sizing sizing = new Sizing(NIGHT, RATES);
    assertThat(sizing.executors(2600, EIGHT_CORES_AND_A_GPU)).isEmpty();
    assertThat(sizing.executors(2700, EIGHT_CORES_AND_A_GPU)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    // frames, s of a GPU, s of a core, bytes/s, requests/s, s of a commit, what limits
    "1000000, 0.1,   0.1, 1e12, 1e9,   0, GPUS",
    "1000000, 0.01,  0.8, 1e12, 1e9,   0, CORES",
    "1000000, 0.01,  0.1, 1e7,  1e9,   0, STORAGE",
    "1000000, 0.01,  0.1, 1e12, 1,     0, REQUESTS",
    "1000000, 0.01,  0.1, 1e12, 1e9, 600, DRIVER"
  })
  void whatLimitsIsNamed(
      long frames,
      double gpu,
      double core,
      double bytes,
      double requests,
      double commit,
      Limit is) {
    Rates rates = new Rates(bytes, requests, 300, GIB, commit, 0, 0.2);
    assertThat(new Sizing(work(frames, gpu, core), rates).on(new Cluster(4, 8, 1)).limit())
        .isEqualTo(is);
  }

  @Test
  void whatNobodyMeasuredCostsNothingAndIsNamed() {
    Part unknown = new Part("reconstruct", "b", 5, Resource.GPUS, null, "bench");
    Work work =
        new Work(
            List.of(
                unknown,
                new Part("reconstruct", "c", 0, Resource.GPUS, null, "bench"),
                new Part("score", "frames", 8, Resource.CORES, 2.0, "")),
            0,
            0,
            0);
    assertThat(work.unknown()).containsExactly(unknown);
    Rates none = new Rates(1, 1, 300, GIB, 0, 0, 0);
    assertThat(new Sizing(work, none).on(new Cluster(1, 8, 0)).seconds()).isEqualTo(2);
  }

  @Test
  void workForGpusNeedsGpus() {
    assertThatThrownBy(() -> new Sizing(NIGHT, RATES).on(new Cluster(4, 8, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("288000 seconds of work for gpus, and the executors have none");
    assertThatThrownBy(() -> new Cluster(0, 8, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 executors of 8 cores and 1 GPUs");
    assertThatThrownBy(() -> new Rates(1, 1, 0, 1, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("waves of 0.0 s");
  }

  @Test
  void moreOfAnythingNeverMakesItSlowerAndMoreWorkNeverFaster() {
    Random random = new Random(SEED);
    for (int i = 0; i < 2000; i++) {
      double gpu = random.nextDouble();
      double core = random.nextDouble();
      long frames = random.nextInt(5_000_000);
      Rates rates =
          new Rates(
              1e6 * Math.pow(10, 4 * random.nextDouble()),
              10 * Math.pow(10, 4 * random.nextDouble()),
              1 + random.nextInt(600),
              1e8 * (1 + random.nextInt(30)),
              20 * random.nextDouble(),
              100 * random.nextDouble(),
              random.nextDouble());
      int executors = 1 + random.nextInt(64);
      int cores = 1 + random.nextInt(32);
      Sizing sizing = new Sizing(work(frames, gpu, core), rates);
      double seconds = sizing.on(new Cluster(executors, cores, 1)).seconds();
      String of = "seed %d, case %d".formatted(SEED, i);
      assertThat(sizing.on(new Cluster(executors + 1, cores, 1)).seconds())
          .as(of)
          .isLessThanOrEqualTo(seconds);
      assertThat(sizing.on(new Cluster(executors, cores + 1, 2)).seconds())
          .as(of)
          .isLessThanOrEqualTo(seconds);
      Sizing more = new Sizing(work(frames + 1 + random.nextInt(1000), gpu, core), rates);
      assertThat(more.on(new Cluster(executors, cores, 1)).seconds())
          .as(of)
          .isGreaterThanOrEqualTo(seconds);
      OptionalInt needed = sizing.executors(seconds, new Cluster(1, cores, 1));
      assertThat(needed).as(of).isPresent();
      assertThat(needed.getAsInt()).as(of).isLessThanOrEqualTo(executors);
      assertThat(sizing.on(new Cluster(needed.getAsInt(), cores, 1)).seconds())
          .as(of)
          .isLessThanOrEqualTo(seconds);
      if (needed.getAsInt() > 1) {
        assertThat(sizing.on(new Cluster(needed.getAsInt() - 1, cores, 1)).seconds())
            .as(of)
            .isGreaterThan(seconds);
      }
    }
  }
}
