package io.spikelake.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.bench.BatchSweep.Batches;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class BatchSweepTest {

  private static final long MILLISECOND = 1_000_000;

  private long now;
  private final List<Integer> opened = new ArrayList<>();
  private int closed;

  /** A method whose batches take the given time; from one size on they do not fit. */
  private BatchSweep.Opening method(IntToLongFunction nanos, int tooLarge) {
    return size -> {
      opened.add(size);
      return Optional.of(
          new Batches() {
            @Override
            public Object run() {
              return now += nanos.applyAsLong(size);
            }

            @Override
            public boolean whole() {
              return size < tooLarge;
            }

            @Override
            public void close() {
              closed++;
            }
          });
    };
  }

  private Throughput best(BatchSweep.Opening method, long budgetNanos, int largest)
      throws IOException {
    return new BatchSweep(() -> now, budgetNanos, largest).best(method);
  }

  @Test
  void aMethodThatGainsNothingIsLeftAfterTwoLargerBatches() throws IOException {
    Throughput best = best(method(size -> size * MILLISECOND, 100), 600 * MILLISECOND, 64);
    assertThat(best).isEqualTo(new Throughput(1, 1000));
    assertThat(opened).containsExactly(1, 2, 4);
    assertThat(closed).isEqualTo(3);
  }

  @Test
  void aMethodWithAFixedCostIsTriedUpToTheLargestBatch() throws IOException {
    Throughput best = best(method(size -> (8 + size) * MILLISECOND, 100), 6000 * MILLISECOND, 16);
    // 16 frames in 24 ms
    assertThat(best.batch()).isEqualTo(16);
    assertThat(best.framesPerSecond()).isCloseTo(16 / 0.024, within(1e-9));
    assertThat(opened).containsExactly(1, 2, 4, 8, 16);
  }

  @Test
  void aBatchThatDidNotFitDoesNotCount() throws IOException {
    Throughput best = best(method(size -> (8 + size) * MILLISECOND, 8), 6000 * MILLISECOND, 64);
    assertThat(best.batch()).isEqualTo(4);
    assertThat(opened).containsExactly(1, 2, 4, 8);
    assertThat(closed).isEqualTo(4);
  }

  @Test
  void aBatchThatMemoryIsNotThereForEndsIt() throws IOException {
    BatchSweep.Opening fits = method(size -> (8 + size) * MILLISECOND, 100);
    assertThat(
            best(size -> size > 2 ? Optional.empty() : fits.open(size), 6000 * MILLISECOND, 64)
                .batch())
        .isEqualTo(2);
    assertThatThrownBy(() -> best(size -> Optional.empty(), MILLISECOND, 64))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Memory does not suffice for a single frame");
  }

  /** Frames of one second: two runs of one, and no time for a batch of two. */
  @Test
  void noBatchIsBegunThatTimeDoesNotSufficeFor() throws IOException {
    Throughput best = best(method(size -> 1000 * MILLISECOND, 100), 3500 * MILLISECOND, 64);
    assertThat(best).isEqualTo(new Throughput(1, 1));
    assertThat(opened).containsExactly(1);
    assertThat(now).isEqualTo(2000 * MILLISECOND);
  }
}
