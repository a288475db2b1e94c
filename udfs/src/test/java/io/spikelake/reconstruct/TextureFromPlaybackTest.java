package io.spikelake.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TextureFromPlaybackTest {

  /** Spikes in planes {@code first..last} over their number, in single precision. */
  private static float mean(boolean[] spikes, int first, int last) {
    int count = 0;
    for (int t = first; t <= last; t++) {
      count += spikes[t] ? 1 : 0;
    }
    return (float) count / (last - first + 1);
  }

  @Nested
  class SpikeZoo extends ReconstructorContract {
    @Override
    protected Reconstructor reconstructor() {
      return Reconstructors.create(Reconstructors.resolve("tfp"));
    }

    @Override
    protected double pixel(boolean[] spikes, int key) {
      return mean(spikes, key - 20, key + 20);
    }
  }

  /** Five planes, not four. */
  @Nested
  class SpikeZooEvenWindow extends ReconstructorContract {
    @Override
    protected Reconstructor reconstructor() {
      return Reconstructors.create(Reconstructors.resolve("tfp:window=4"));
    }

    @Override
    protected double pixel(boolean[] spikes, int key) {
      return mean(spikes, key - 2, key + 2);
    }

    @Test
    void declaresOnePlaneMore() {
      assertThat(reconstructor().span()).isEqualTo(TemporalSpan.around(2, 2));
    }
  }

  @Nested
  class SpikeClip extends ReconstructorContract {
    @Override
    protected Reconstructor reconstructor() {
      return Reconstructors.create(Reconstructors.resolve("tfp/spikeclip"));
    }

    @Override
    protected double pixel(boolean[] spikes, int key) {
      return mean(spikes, 0, spikes.length - 1);
    }
  }

  @Nested
  class SpikeCv extends ReconstructorContract {
    @Override
    protected Reconstructor reconstructor() {
      return Reconstructors.create(Reconstructors.resolve("tfp/spikecv:half=9"));
    }

    @Override
    protected double pixel(boolean[] spikes, int key) {
      return (float) Math.floor(255 * mean(spikes, key - 9, key + 9)) / 255f;
    }
  }
}
