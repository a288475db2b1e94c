package io.spikelake.jobs.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.cost.SeenRun;
import io.spikelake.jobs.sizing.LakeCosts.Measurement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LakeCostsTest {

  private static final Offset<Double> ROUNDING = Offset.offset(1e-12);
  private static final int PIXELS = 250 * 400;

  private static final SeenRun RUN =
      new SeenRun(
          7,
          Map.of("frames", 40L, "bytes_read", 1_000_000L, "waves", 2L),
          Map.of("read", 2.0, "decode", 1.0, "reconstruct", 3.0, "score", 8.0, "commit", 5.0),
          30,
          OptionalInt.of(2));

  private static final LakeCosts COSTS =
      new LakeCosts(
          List.of(
              measured("net", "gpu:0", 250, 400, 1, 50, 3),
              measured("net", "gpu:1", 250, 400, 1, 80, 5),
              measured("net", "gpu:0", 500, 800, 1, 30, 9),
              measured("net", "cpu", 250, 400, 4, 20, 4),
              measured("plain", "cpu", 250, 400, 1, 1000, 4)),
          Map.of("plain", new LakeCosts.Seen(2e-8, 12)),
          Optional.of(RUN),
          Optional.empty(),
          new SeenRun.Images(40L * PIXELS, 40 * 200_000));

  private static Measurement measured(
      String method, String device, int height, int width, int threads, double rate, long run) {
    return new Measurement(method, device, "a chip", height, width, threads, rate, 8, run);
  }

  /** 80 frames a second on one GPU. */
  @Test
  void theNewestMeasurementOfTheSizeCounts() {
    assertThat(COSTS.frame("net", Resource.GPUS, PIXELS))
        .contains(
            new FrameCost(1 / 80.0, "bench methods in run 5: gpu:1 (a chip), 250x400, batch 8"));
  }

  /** The newest of another size: 1 / 30 s for four times the pixels. */
  @Test
  void otherSizesAreTakenByThePixel() {
    assertThat(COSTS.frame("net", Resource.GPUS, 2 * PIXELS))
        .hasValueSatisfying(cost -> assertThat(cost.seconds()).isCloseTo(1 / 60.0, ROUNDING));
  }

  /** 20 frames a second on four threads are 0.2 s of a core for each. */
  @Test
  void threadsAreCores() {
    assertThat(COSTS.frame("net", Resource.CORES, PIXELS))
        .hasValueSatisfying(cost -> assertThat(cost.seconds()).isEqualTo(0.2));
  }

  @Test
  void onCoresTheFramesOfTheLakeComeFirst() {
    assertThat(COSTS.frame("plain", Resource.CORES, PIXELS))
        .hasValueSatisfying(
            cost -> {
              assertThat(cost.seconds()).isCloseTo(0.002, ROUNDING);
              assertThat(cost.source()).isEqualTo("12 frames of this lake");
            });
    assertThat(COSTS.frame("plain", Resource.GPUS, PIXELS)).isEmpty();
    assertThat(COSTS.frame("other", Resource.CORES, PIXELS)).isEmpty();
  }

  @Test
  void theNewestRunSaysWhatGoesAlong() {
    assertThat(COSTS.perByte("read")).contains(new FrameCost(2e-6, "run 7"));
    assertThat(COSTS.along("score", PIXELS))
        .hasValueSatisfying(cost -> assertThat(cost.seconds()).isCloseTo(0.2, ROUNDING));
    assertThat(COSTS.commit()).contains(new FrameCost(2.5, "run 7"));
    assertThat(COSTS.imageBytes(PIXELS)).isEqualTo(200_000);
  }

  /** 30 s, less 5 s of commits, less 14 s of tasks of which two ran at once. */
  @Test
  void whatTasksAndCommitsLeaveIsThePlan() {
    assertThat(COSTS.serial()).contains(new FrameCost(18, "run 7"));
  }

  @Test
  void aRunThatFoundNothingToDoShowsItBest() {
    SeenRun idle = new SeenRun(8, Map.of(), Map.of(), 4.5, OptionalInt.empty());
    LakeCosts costs =
        new LakeCosts(
            List.of(), Map.of(), Optional.of(RUN), Optional.of(idle), new SeenRun.Images(0, 0));
    assertThat(costs.serial()).contains(new FrameCost(4.5, "run 8, nothing new"));
    assertThat(costs.along("score", PIXELS)).isEmpty();
    assertThat(costs.imageBytes(PIXELS)).isZero();
  }

  @Test
  void whatIsNotKnownSaysWhatMeasuresIt() {
    Demand demand =
        new Demand(
            new Archive.Reads(4, 1000),
            List.of(
                new Demand.Frames("net", true, 10, 10L * PIXELS),
                new Demand.Frames("other", true, 10, 10L * PIXELS),
                new Demand.Frames("plain", false, 10, 10L * PIXELS)),
            true);
    assertThat(demand.measuredOnGpus(COSTS)).isFalse();
    Work work = demand.work(COSTS, true, "my-lake");
    assertThat(work.unknown())
        .singleElement()
        .isEqualTo(
            new Part(
                "reconstruct",
                "other",
                10,
                Resource.GPUS,
                null,
                "unknown: spikelake bench methods --lake my-lake --methods other --device gpu, on a"
                    + " machine with such a GPU"));
    assertThat(work.seconds(Resource.GPUS)).isCloseTo(10 / 80.0, ROUNDING);
    // 30 frames scored at 0.2 s, none encoded; 10 frames of plain; 1000 bytes read and decoded.
    assertThat(work.seconds(Resource.CORES))
        .isCloseTo(30 * 0.2 + 10 * 0.002 + 1000 * 3e-6, ROUNDING);
    assertThat(work.imageBytes()).isEqualTo(30 * 200_000);
    assertThat(demand.work(COSTS, false, "my-lake").seconds(Resource.GPUS)).isZero();
  }
}
