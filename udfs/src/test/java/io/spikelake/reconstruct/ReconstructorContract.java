package io.spikelake.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.image.GrayImage;
import io.spikelake.image.PixelDigest;
import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeStream;
import io.spikelake.testing.Spikes;
import io.spikelake.variant.VariantId;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every closed-form method must do. A subclass names its method and says, pixel by pixel and
 * from the formula, what comes out.
 */
abstract class ReconstructorContract {

  /** A new instance at every call. */
  protected abstract Reconstructor reconstructor();

  /**
   * The pixel before any scaling that needs the other pixels.
   *
   * @param spikes of one pixel, plane by plane, whole recording
   * @param key the key frame
   */
  protected abstract double pixel(boolean[] spikes, int key);

  /** Scaling that needs all pixels. */
  protected void finish(double[] pixels) {}

  /** Scaling that needs all pixels and their places, upright and row-major. */
  protected void finish(double[] pixels, int width) {
    finish(pixels);
  }

  /** Whether the darkest pixel of a frame becomes 0, and with it all of a flat one. */
  protected boolean darkestIsBlack() {
    return false;
  }

  /** Planes around the key plane that every method under test finds enough. */
  private static final int PLANES = 171;

  private static final int KEY = 83;

  private float[] expected(SpikeStream stream, int key) {
    double[] pixels = new double[stream.pixels()];
    boolean[] spikes = new boolean[stream.planes()];
    for (int p = 0; p < pixels.length; p++) {
      for (int t = 0; t < spikes.length; t++) {
        spikes[t] = stream.spike(t, p / stream.width(), p % stream.width());
      }
      pixels[p] = pixel(spikes, key);
    }
    finish(pixels, stream.width());
    float[] rounded = new float[pixels.length];
    for (int p = 0; p < pixels.length; p++) {
      rounded[p] = (float) pixels[p];
    }
    return rounded;
  }

  @ParameterizedTest(name = "{0}x{1}, seed {2}")
  @CsvSource({
    "1, 1, 1",
    "1, 1, 2",
    "7, 3, 3",
    "3, 7, 4",
    "13, 17, 5",
    "64, 1, 6",
    "1, 65, 7",
    "16, 20, 8"
  })
  void equalsItsFormulaPixelByPixel(int height, int width, int seed) {
    for (RowOrder order : RowOrder.values()) {
      SpikeStream stream = Spikes.uneven(seed, PLANES, height, width, order);
      GrayImage frame = reconstructor().reconstruct(stream, KEY);
      assertThat(frame.width()).isEqualTo(width);
      assertThat(frame.height()).isEqualTo(height);
      assertThat(frame.pixels()).as("%s", order).containsExactly(expected(stream, KEY));
    }
  }

  @ParameterizedTest
  @EnumSource(Extreme.class)
  void equalsItsFormulaOnExtremeStreams(Extreme extreme) {
    byte[] spikes = new byte[PLANES * 5 * 13];
    for (int i = 0; i < spikes.length; i++) {
      spikes[i] = (byte) (extreme.spike(i / (5 * 13), i % (5 * 13)) ? 1 : 0);
    }
    for (RowOrder order : RowOrder.values()) {
      SpikeStream stream = Spikes.pack(spikes, PLANES, 5, 13, order);
      assertThat(reconstructor().reconstruct(stream, KEY).pixels())
          .as("%s", order)
          .containsExactly(expected(stream, KEY));
    }
  }

  private enum Extreme {
    ALL_ZERO,
    ALL_ONE,
    SINGLE_SPIKE,
    ALTERNATING,
    FIRST_AND_LAST_PLANE,
    KEY_PLANE_ONLY;

    boolean spike(int plane, int pixel) {
      return switch (this) {
        case ALL_ZERO -> false;
        case ALL_ONE -> true;
        case SINGLE_SPIKE -> plane == 80 && pixel == 31;
        case ALTERNATING -> (plane + pixel) % 2 == 0;
        case FIRST_AND_LAST_PLANE -> plane == 0 || plane == PLANES - 1;
        case KEY_PLANE_ONLY -> plane == KEY;
      };
    }
  }

  @Test
  void sweepsAsItReconstructsOneByOne() {
    SpikeStream stream = Spikes.uneven(17, PLANES, 13, 17, RowOrder.BOTTOM_UP);
    Reconstructor sweeping = reconstructor();
    FrameSweep sweep = sweeping.sweep(stream);
    Reconstructor single = reconstructor();
    for (int key : new int[] {KEY - 2, KEY - 2, KEY - 1, KEY, KEY + 3, KEY + 7}) {
      assertThat(sweep.frame(key))
          .as("key plane %d", key)
          .isEqualTo(single.reconstruct(stream, key));
    }
    assertThatThrownBy(() -> sweep.frame(PLANES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("key plane %d is not in the window".formatted(PLANES));
  }

  @Test
  void hasACompleteIdThatMakesTheSameAgain() {
    VariantId id = reconstructor().id();
    assertThat(Reconstructors.resolve(id.toString())).isEqualTo(id);
    assertThat(Reconstructors.create(VariantId.parse(id.toString())).id()).isEqualTo(id);
  }

  @Test
  void givesTheSameFrameAgainAndFromAFreshInstance() {
    Reconstructor reconstructor = reconstructor();
    SpikeStream stream = Spikes.uneven(11, PLANES, 13, 17, RowOrder.TOP_DOWN);
    GrayImage first = reconstructor.reconstruct(stream, KEY);
    String digest = PixelDigest.of(first);
    reconstructor.reconstruct(Spikes.uneven(12, PLANES + 5, 31, 9, RowOrder.BOTTOM_UP), KEY);
    reconstructor.reconstruct(Spikes.uneven(13, PLANES, 2, 3, RowOrder.BOTTOM_UP), KEY);
    assertThat(reconstructor.reconstruct(stream, KEY)).isEqualTo(first);
    assertThat(reconstructor().reconstruct(stream, KEY)).isEqualTo(first);
    assertThat(PixelDigest.of(first)).as("a frame given out stays").isEqualTo(digest);
  }

  @Test
  void leavesItsInputAlone() {
    SpikeStream stream = Spikes.uneven(14, PLANES, 13, 17, RowOrder.BOTTOM_UP);
    byte[] before = bytes(stream);
    reconstructor().reconstruct(stream, KEY);
    assertThat(bytes(stream)).isEqualTo(before);
  }

  @Test
  void readsNothingOutsideItsSpan() {
    TemporalSpan span = reconstructor().span();
    Assumptions.assumeFalse(span.whole(), "Nothing is outside the whole recording");
    SpikeStream stream = Spikes.uneven(15, PLANES, 13, 17, RowOrder.TOP_DOWN);
    int first = (int) span.first(KEY);
    int count = (int) span.end(KEY, PLANES) - first;
    GrayImage frame = reconstructor().reconstruct(stream, KEY);
    assertThat(reconstructor().reconstruct(stream.window(first, count), KEY - first))
        .isEqualTo(frame);
    byte[] others = bytes(stream);
    byte[] noise = new byte[others.length];
    Arrays.fill(noise, (byte) 0xFF);
    System.arraycopy(
        others,
        first * stream.planeBytes(),
        noise,
        first * stream.planeBytes(),
        count * stream.planeBytes());
    SpikeStream changed = SpikeStream.ofPacked(noise, PLANES, 13, 17, RowOrder.TOP_DOWN, 0);
    assertThat(reconstructor().reconstruct(changed, KEY)).isEqualTo(frame);
  }

  @ParameterizedTest
  @EnumSource(RowOrder.class)
  void makesAFlatFrameOfAConstantRate(RowOrder order) {
    byte[] spikes = new byte[PLANES * 9 * 11];
    for (int t = 0; t < PLANES; t += 4) {
      Arrays.fill(spikes, t * 9 * 11, (t + 1) * 9 * 11, (byte) 1);
    }
    SpikeStream stream = Spikes.pack(spikes, PLANES, 9, 11, order);
    float[] pixels = reconstructor().reconstruct(stream, KEY).pixels();
    assertThat(pixels).containsOnly(pixels[0]);
    if (darkestIsBlack()) {
      assertThat(pixels[0]).isZero();
    } else {
      assertThat(pixels[0]).isPositive();
    }
  }

  @Test
  void refusesAWindowThatIsTooShort() {
    Reconstructor reconstructor = reconstructor();
    SpikeStream stream = Spikes.uneven(16, PLANES, 5, 5, RowOrder.TOP_DOWN);
    TemporalSpan span = reconstructor.span();
    if (span.whole()) {
      assertRefused(
          reconstructor,
          stream.window(3, 100),
          50,
          "%s needs the whole recording; the window starts at its plane 3");
    } else {
      int planes = span.before() + 1 + span.after();
      assertRefused(
          reconstructor,
          stream.window(0, planes - 1),
          span.before(),
          "%%s needs planes 0..%d around key plane %d; the window has planes 0..%d"
              .formatted(planes - 1, span.before(), planes - 2));
      assertRefused(
          reconstructor,
          stream.window(0, planes),
          span.before() - 1,
          "%%s needs planes -1..%d around key plane %d; the window has planes 0..%d"
              .formatted(planes - 2, span.before() - 1, planes - 1));
    }
    assertRefused(
        reconstructor,
        stream,
        PLANES,
        "%%s: key plane %d is not in the window, which has %d planes".formatted(PLANES, PLANES));
    assertRefused(
        reconstructor,
        stream.window(0, 0),
        0,
        "%s: key plane 0 is not in the window, which has 0 planes");
  }

  private static void assertRefused(
      Reconstructor reconstructor, SpikeStream window, int key, String message) {
    assertThatThrownBy(() -> reconstructor.reconstruct(window, key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message.formatted(reconstructor.id()));
  }

  private static byte[] bytes(SpikeStream stream) {
    byte[] bytes = new byte[stream.planes() * stream.planeBytes()];
    for (int t = 0; t < stream.planes(); t++) {
      stream.copyPlane(t, bytes, t * stream.planeBytes());
    }
    return bytes;
  }
}
