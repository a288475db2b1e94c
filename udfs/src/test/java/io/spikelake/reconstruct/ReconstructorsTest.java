package io.spikelake.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeStream;
import io.spikelake.testing.Spikes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconstructorsTest {

  @ParameterizedTest
  @CsvSource({
    "tfp, tfp/spike-zoo@1:window=41, 20, 20, FIRING_RATE",
    "tfp:window=40, tfp/spike-zoo@1:window=40, 20, 20, FIRING_RATE",
    "tfp:window=041, tfp/spike-zoo@1:window=41, 20, 20, FIRING_RATE",
    "tfp:window=1, tfp/spike-zoo@1:window=1, 0, 0, FIRING_RATE",
    "tfp/spikecv, tfp/spikecv@1:half=20, 20, 20, DISPLAY",
    "tfi, tfi/spike-zoo@1:window=41, 20, 20, FIRING_RATE",
    "tfi/middle, tfi/middle@1:window=74, 74, 74, FIRING_RATE",
    "tfi/spikecv-frame, tfi/spikecv-frame@1:half=20, 20, 20, DISPLAY",
    "tfi/rsir, tfi/rsir@1:gamma=2.2:window=32, 16, 15, DISPLAY",
    "tfi/rsir:gamma=2.20, tfi/rsir@1:gamma=2.2:window=32, 16, 15, DISPLAY",
    "tfstp, tfstp/spike-zoo@1:window=41, 20, 20, RELATIVE",
    "tfstp:window=40, tfstp/spike-zoo@1:window=40, 20, 19, RELATIVE"
  })
  void declareIdSpanAndScale(String typed, String id, int before, int after, OutputScale scale) {
    Reconstructor reconstructor = Reconstructors.create(Reconstructors.resolve(typed));
    assertThat(reconstructor.id()).hasToString(id);
    assertThat(reconstructor.span()).isEqualTo(TemporalSpan.around(before, after));
    assertThat(reconstructor.scale()).isEqualTo(scale);
  }

  @ParameterizedTest
  @CsvSource({
    "tfp/spikeclip, tfp/spikeclip@1, FIRING_RATE",
    "tfi/spikecv-images, tfi/spikecv-images@1, DISPLAY",
    "tfi/eq5, tfi/eq5@1, FIRING_RATE",
    "tfstp/spikecv-offline, tfstp/spikecv-offline@1, DISPLAY",
    "tfstp/spikecv-online, tfstp/spikecv-online@1, DISPLAY",
    "tvs, tvs/moving@1:window=300, DISPLAY"
  })
  void declareTheWholeRecording(String typed, String id, OutputScale scale) {
    Reconstructor reconstructor = Reconstructors.create(Reconstructors.resolve(typed));
    assertThat(reconstructor.id()).hasToString(id);
    assertThat(reconstructor.span()).isEqualTo(TemporalSpan.WHOLE);
    assertThat(reconstructor.scale()).isEqualTo(scale);
  }

  @ParameterizedTest
  @CsvSource({
    "tfp:window=0, Parameter 'window' of tfp/spike-zoo@1 is '0'; expected an integer in 1..1000001",
    "tfi:window=1, Parameter 'window' of tfi/spike-zoo@1 is '1'; expected an integer in 2..1000001",
    "tfi/middle:window=x, Parameter 'window' of tfi/middle@1 is 'x'; expected an integer in 1..500000",
    "tfi/spikecv-frame:half=0, Parameter 'half' of tfi/spikecv-frame@1 is '0'; expected an integer in 1..500000",
    "tfi/rsir:gamma=0, Parameter 'gamma' of tfi/rsir@1 is '0'; expected a number in 0.1..10.0",
    "tfi/rsir:window=1, Parameter 'window' of tfi/rsir@1 is '1'; expected an integer in 2..1000000"
  })
  void refuseParametersOutOfRange(String typed, String message) {
    assertThatThrownBy(() -> Reconstructors.create(Reconstructors.resolve(typed)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  /** The two SpikeCV entry points differ by which end of the interval such a spike is. */
  @Test
  void differInASpikeOnTheKeyFrame() {
    int planes = 41;
    byte[] spikes = new byte[planes];
    spikes[10] = 1;
    spikes[20] = 1;
    spikes[25] = 1;
    SpikeStream stream = Spikes.pack(spikes, planes, 1, 1, RowOrder.TOP_DOWN);
    assertThat(pixel("tfi/spikecv-frame", stream)).isEqualTo(51 / 255f);
    assertThat(pixel("tfi/spikecv-images", stream)).isEqualTo(25 / 255f);
    assertThat(pixel("tfi", stream)).isEqualTo(1 / 5f);
    assertThat(pixel("tfi/eq5", stream)).isEqualTo(1 / 5f);
  }

  @Test
  void differInASilentPixel() {
    SpikeStream silent = Spikes.pack(new byte[151], 151, 1, 1, RowOrder.TOP_DOWN);
    assertThat(pixel("tfp", silent)).isZero();
    assertThat(pixel("tfi", silent, 75)).isEqualTo(1 / 40f);
    assertThat(pixel("tfi/middle", silent, 75)).isEqualTo(1 / 148f);
    assertThat(pixel("tfi/spikecv-frame", silent, 75)).isEqualTo(6 / 255f);
    assertThat(pixel("tfi/spikecv-images", silent, 75)).isZero();
    assertThat(pixel("tfi/rsir", silent, 75)).isEqualTo(1f);
    assertThat(pixel("tfi/eq5", silent, 75)).isZero();
  }

  private static float pixel(String method, SpikeStream stream) {
    return pixel(method, stream, 20);
  }

  private static float pixel(String method, SpikeStream stream, int key) {
    return Reconstructors.create(Reconstructors.resolve(method)).reconstruct(stream, key).at(0, 0);
  }
}
