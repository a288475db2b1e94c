package io.spikelake.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.spike.RowOrder;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BenchWindowTest {

  @Test
  void hasTheSpikesOfTheRecording() throws IOException {
    BenchWindow window = BenchWindow.simulate(32, 40, BenchRecording.PLANES);
    assertThat(window.keyFrame()).isEqualTo(BenchRecording.KEY_FRAME);
    assertThat(window.planes().rowOrder()).isEqualTo(RowOrder.BOTTOM_UP);
    try (BenchRecording recording = BenchRecording.simulate(32, 40)) {
      assertThat(window.planes().sameSpikes(recording.planes())).isTrue();
    }
  }

  @Test
  void mayBeSmallerThanAScene() throws IOException {
    BenchWindow window = BenchWindow.simulate(10, 12, 7);
    assertThat(window.planes().height()).isEqualTo(10);
    assertThat(window.planes().width()).isEqualTo(12);
    assertThat(window.planes().planes()).isEqualTo(7);
    assertThat(window.keyFrame()).isEqualTo(3);
  }
}
