package io.spikelake.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeStream;
import io.spikelake.testing.Spikes;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every key plane of a recording, and random steps, give the bits of single frames. */
class DenseSweepTest {

  private static final int PLANES = 340;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tfp",
        "tfp:window=1",
        "tfp:window=301",
        "tfp/spikeclip",
        "tfp/spikecv",
        "tfi",
        "tfi:window=2",
        "tfi/middle",
        "tfi/middle:window=1",
        "tfi/middle:window=130",
        "tfi/spikecv-frame",
        "tfi/spikecv-images",
        "tfi/rsir",
        "tfi/rsir:window=2",
        "tfi/rsir:window=3",
        "tfi/eq5"
      })
  void equalsSingleFrames(String method) {
    SpikeStream stream = Spikes.uneven(23, PLANES, 11, 13, RowOrder.BOTTOM_UP);
    Random steps = new Random(7);
    for (int stride : new int[] {1, 2, 0}) {
      Reconstructor single = Reconstructors.create(Reconstructors.resolve(method));
      FrameSweep sweep = Reconstructors.create(single.id()).sweep(stream);
      int key = 0;
      while (key < PLANES) {
        if (single.span().fits(key, PLANES)) {
          assertThat(sweep.frame(key))
              .as("key plane %d, stride %d", key, stride)
              .isEqualTo(single.reconstruct(stream, key));
        }
        key += stride > 0 ? stride : steps.nextInt(6);
      }
    }
  }

  @Test
  void goesForwardAndEndsWithTheNextUse() {
    SpikeStream stream = Spikes.uneven(23, PLANES, 3, 5, RowOrder.TOP_DOWN);
    Reconstructor tfp = Reconstructors.create(Reconstructors.resolve("tfp"));
    FrameSweep sweep = tfp.sweep(stream);
    sweep.frame(100);
    assertThatThrownBy(() -> sweep.frame(99))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "tfp/spike-zoo@1:window=41: key plane 99 comes after key plane 100; a sweep goes"
                + " forward");
    tfp.reconstruct(stream, 50);
    assertThatThrownBy(() -> sweep.frame(101))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "tfp/spike-zoo@1:window=41: this sweep is over, its instance has been used since");
  }
}
