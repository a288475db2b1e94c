package io.spikelake.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.image.GrayImage;
import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeStream;
import io.spikelake.testing.Goldens;
import io.spikelake.testing.SharedRecording;
import io.spikelake.testing.Spikes;
import io.spikelake.testing.plain.PlainShortTermPlasticity;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextureFromShortTermPlasticityTest {

  /** The reference adds up its exponentials and logarithms in other libraries. */
  private static final double GOLDEN_TOLERANCE = 1e-5;

  private static Reconstructor method(String text) {
    return Reconstructors.create(Reconstructors.resolve(text));
  }

  private static float[] rho(String flavour, SpikeStream stream, int key) {
    float[] rho = new float[stream.pixels()];
    ((SpikeDrivenPlasticity) method("tfstp/spikecv-" + flavour)).rho(stream, key, rho);
    stream.toUpright(rho);
    return rho;
  }

  @ParameterizedTest
  @EnumSource(SharedRecording.class)
  void windowedIsThatOfTheReference(SharedRecording recording) throws IOException {
    GrayImage frame = method("tfstp").reconstruct(recording.load(), recording.keyFrame());
    assertAgree(frame.pixels(), recording, "tfstp_zoo_41_rho");
  }

  @ParameterizedTest
  @EnumSource(SharedRecording.class)
  void offlineIsThatOfTheReference(SharedRecording recording) throws IOException {
    SpikeStream stream = recording.load();
    assertAgree(
        rho("offline", stream, recording.keyFrame()), recording, "tfstp_spikecv_offline_rho");
    float[] levels =
        method("tfstp/spikecv-offline").reconstruct(stream, recording.keyFrame()).pixels();
    float[] expected = Goldens.values(recording, "tfstp_spikecv_offline_u8");
    for (int p = 0; p < expected.length; p++) {
      expected[p] /= 255;
    }
    assertThat(Goldens.largestDifference(levels, expected)).isZero();
  }

  @ParameterizedTest
  @EnumSource(SharedRecording.class)
  void onlineIsThatOfTheReference(SharedRecording recording) throws IOException {
    assertAgree(
        rho("online", recording.load(), recording.keyFrame()),
        recording,
        "tfstp_spikecv_online_rho");
  }

  private static void assertAgree(float[] rho, SharedRecording recording, String golden)
      throws IOException {
    assertThat(Goldens.largestDifference(rho, Goldens.values(recording, golden)))
        .isLessThan(GOLDEN_TOLERANCE);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 1", "31, 37", "23, 47"})
  void windowedOfAnyLengthEqualsPlain(int height, int width) {
    for (int window : new int[] {2, 3, 40, 131}) {
      SpikeStream stream = Spikes.uneven(window, 133, height, width, RowOrder.BOTTOM_UP);
      assertThat(method("tfstp:window=" + window).reconstruct(stream, 66).pixels())
          .as("window %d", window)
          .containsExactly(PlainShortTermPlasticity.windowed(stream, 66, window));
    }
  }

  @Test
  void intervalsTooLongForSinglePrecisionAreExact() {
    int planes = 2600;
    byte[] spikes = new byte[planes * 3];
    for (int t : new int[] {1, 1150, 1151, 2300, 2599}) {
      spikes[t * 3] = 1;
    }
    spikes[1190 * 3 + 1] = 1;
    spikes[1310 * 3 + 1] = 1;
    SpikeStream stream = Spikes.pack(spikes, planes, 1, 3, RowOrder.TOP_DOWN);
    assertThat(method("tfstp:window=2600").reconstruct(stream, 1300).pixels())
        .containsExactly(PlainShortTermPlasticity.windowed(stream, 1300, 2600))
        .doesNotContain(Float.NaN, Float.POSITIVE_INFINITY);
    assertThat(rho("online", stream, 2599)).doesNotContain(Float.NaN, Float.POSITIVE_INFINITY);
  }

  @Test
  void firstSpikesTellTheSpikeCvFlavoursApart() {
    byte[] spikes = new byte[30];
    spikes[4] = 1;
    SpikeStream stream = Spikes.pack(spikes, 30, 1, 1, RowOrder.TOP_DOWN);
    assertThat(rho("offline", stream, 20)).containsExactly(0);
    assertThat(rho("online", stream, 20)[0]).isPositive();
    assertThat(rho("online", stream, 3)).containsExactly(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tfstp/spikecv-offline", "tfstp/spikecv-online"})
  void sweepsOverEveryPlaneFromTheFirst(String id) {
    SpikeStream stream = Spikes.uneven(5, 70, 7, 11, RowOrder.TOP_DOWN);
    FrameSweep sweep = method(id).sweep(stream);
    Reconstructor single = method(id);
    for (int key = 0; key < 70; key++) {
      assertThat(sweep.frame(key)).isEqualTo(single.reconstruct(stream, key));
    }
  }

  @Test
  void sweepsRefuseToGoBackOrOn() {
    SpikeStream stream = Spikes.uneven(6, 70, 3, 3, RowOrder.TOP_DOWN);
    Reconstructor reconstructor = method("tfstp/spikecv-offline");
    FrameSweep sweep = reconstructor.sweep(stream);
    sweep.frame(40);
    assertThatThrownBy(() -> sweep.frame(39))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "tfstp/spikecv-offline@1: key plane 39 comes after key plane 40; a sweep goes forward");
    reconstructor.reconstruct(stream, 3);
    assertThatThrownBy(() -> sweep.frame(41))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "tfstp/spikecv-offline@1: this sweep is over, its instance has been used since");
  }

  @Nested
  class SpikeZoo extends ReconstructorContract {
    @Override
    protected Reconstructor reconstructor() {
      return method("tfstp");
    }

    @Override
    protected double pixel(boolean[] spikes, int key) {
      return PlainShortTermPlasticity.windowed(spikes, key - 20, 41, key);
    }
  }

  /** A method whose histogram is equalised. */
  abstract static class Equalised extends ReconstructorContract {
    @Override
    protected void finish(double[] pixels) {
      equalise(pixels);
    }

    @Override
    protected boolean darkestIsBlack() {
      return true;
    }
  }

  @Nested
  class SpikeCvOffline extends Equalised {
    @Override
    protected Reconstructor reconstructor() {
      return method("tfstp/spikecv-offline");
    }

    @Override
    protected double pixel(boolean[] spikes, int key) {
      return PlainShortTermPlasticity.offline(spikes, key);
    }
  }

  @Nested
  class SpikeCvOnline extends Equalised {
    @Override
    protected Reconstructor reconstructor() {
      return method("tfstp/spikecv-online");
    }

    @Override
    protected double pixel(boolean[] spikes, int key) {
      return PlainShortTermPlasticity.online(spikes, key);
    }
  }

  private static void equalise(double[] pixels) {
    float min = (float) Arrays.stream(pixels).min().orElseThrow();
    float max = (float) Arrays.stream(pixels).max().orElseThrow();
    int[] levels = new int[pixels.length];
    for (int p = 0; p < pixels.length; p++) {
      levels[p] = max == min ? 0 : (int) (((float) pixels[p] - min) / (max - min) * 255f);
    }
    int darkest = Arrays.stream(levels).min().orElseThrow();
    long others = Arrays.stream(levels).filter(level -> level > darkest).count();
    for (int p = 0; p < pixels.length; p++) {
      int level = levels[p];
      long upToHere = Arrays.stream(levels).filter(l -> l > darkest && l <= level).count();
      pixels[p] = others == 0 ? darkest / 255f : Math.rint(upToHere * (255f / others)) / 255;
    }
  }
}
