package io.spikelake.spike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.testing.Spikes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SpikeStreamTest {

  private static final int PLANES = 5;

  private static void assertPaddingIsZero(SpikeStream stream) {
    byte[] plane = new byte[stream.planeBytes()];
    for (int i = 0; i < stream.planes(); i++) {
      stream.copyPlane(i, plane, 0);
      int used = stream.pixels() & 7;
      if (used != 0) {
        assertThat(plane[plane.length - 1] & 0xFF).as("last byte").isLessThan(1 << used);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TOP_DOWN, 13, 17, 0, 0, 17, 13",
    "TOP_DOWN, 13, 17, 16, 12, 1, 1",
    "TOP_DOWN, 13, 17, 3, 2, 11, 7",
    "BOTTOM_UP, 13, 17, 3, 2, 11, 7",
    "BOTTOM_UP, 13, 17, 0, 0, 1, 1",
    "BOTTOM_UP, 25, 40, 8, 1, 24, 20",
    "TOP_DOWN, 3, 200, 64, 1, 128, 1"
  })
  void cropsByUprightCoordinates(
      RowOrder order, int height, int width, int x, int y, int cropWidth, int cropHeight) {
    SpikeStream stream = Spikes.random(7, 0.4, PLANES, height, width, order);
    SpikeStream window = stream.window(2, 3);
    SpikeStream cropped = window.crop(x, y, cropWidth, cropHeight);
    assertThat(cropped.height()).isEqualTo(cropHeight);
    assertThat(cropped.width()).isEqualTo(cropWidth);
    assertThat(cropped.rowOrder()).isEqualTo(order);
    assertThat(cropped.firstPlane()).isEqualTo(2);
    for (int plane = 0; plane < 3; plane++) {
      for (int row = 0; row < cropHeight; row++) {
        for (int column = 0; column < cropWidth; column++) {
          assertThat(cropped.spike(plane, row, column))
              .as("plane %d, row %d, column %d", plane, row, column)
              .isEqualTo(stream.spike(2 + plane, y + row, x + column));
        }
      }
    }
    assertPaddingIsZero(cropped);
  }

  @Test
  void cropsOnlyWhatLiesInside() {
    SpikeStream stream = Spikes.random(1, 0.5, 1, 13, 17, RowOrder.TOP_DOWN);
    assertThatThrownBy(() -> stream.crop(7, 0, 11, 3))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("Range [7, 7 + 11) out of bounds for length 17");
    assertThatThrownBy(() -> stream.crop(0, 11, 1, 3))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("Range [11, 11 + 3) out of bounds for length 13");
  }

  @ParameterizedTest
  @EnumSource(RowOrder.class)
  void unpacksUpright(RowOrder order) {
    SpikeStream stream = Spikes.random(3, 0.3, PLANES, 13, 17, order).window(1, 4);
    byte[] plane = new byte[13 * 17 + 2];
    stream.unpackPlane(2, plane, 2);
    for (int row = 0; row < 13; row++) {
      for (int column = 0; column < 17; column++) {
        assertThat(plane[2 + row * 17 + column] != 0).isEqualTo(stream.spike(2, row, column));
      }
    }
  }

  @Test
  void changesRowOrderButNotThePicture() {
    SpikeStream stream = Spikes.random(3, 0.3, PLANES, 13, 17, RowOrder.BOTTOM_UP);
    SpikeStream other = stream.inRowOrder(RowOrder.TOP_DOWN);
    assertThat(other.rowOrder()).isEqualTo(RowOrder.TOP_DOWN);
    assertThat(Spikes.sha256(other)).isEqualTo(Spikes.sha256(stream));
    assertThat(stream.inRowOrder(RowOrder.BOTTOM_UP)).isSameAs(stream);
    assertThat(stream.sameSpikes(other)).isTrue();
    assertThat(other.window(1, 2).sameSpikes(stream.window(1, 2))).isTrue();
    assertThat(other.window(1, 2).sameSpikes(stream.window(2, 2))).isFalse();
    assertThat(stream.sameSpikes(stream.window(0, 4))).isFalse();
    assertPaddingIsZero(other);
  }

  @Test
  void refusesWhatIsNoStream() {
    assertThatThrownBy(() -> SpikeStream.ofPacked(new byte[2], 1, 0, 8, RowOrder.TOP_DOWN, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Not a spike stream: 1 planes of 0x8");
    assertThatThrownBy(() -> SpikeStream.ofPacked(new byte[2], 2, 3, 7, RowOrder.TOP_DOWN, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 planes of 3x7 need 6 bytes; the array has 2");
    assertThatThrownBy(
            () -> SpikeStream.ofPacked(new byte[2], 2, 65536, 32768, RowOrder.TOP_DOWN, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A plane of 65536x32768 has more than 2147483647 pixels");
  }
}
