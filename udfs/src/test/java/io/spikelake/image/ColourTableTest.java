package io.spikelake.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColourTableTest {

  private final ColourTable table = new ColourTable();

  /** Colours that all want one place, of which 0 is the first, and the last has to go round. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095})
  void coloursMayShareAHome(int home) {
    int[] colours =
        IntStream.concat(IntStream.of(0), new Random(home).ints())
            .filter(colour -> colour == 0 || ColourTable.home(colour) == home)
            .distinct()
            .limit(256)
            .toArray();
    assertNumbers(colours);
  }

  @Test
  void numbersAreAscendingAsIntegers() {
    int[] colours = {7, Float.floatToRawIntBits(-0f), 0, 0x7FC12345, -1, Integer.MIN_VALUE + 1, 8};
    assertNumbers(colours);
    assertThat(table.size()).isEqualTo(7);
    assertThat(table.colour(0)).isEqualTo(Integer.MIN_VALUE);
  }

  @Test
  void moreThan256ColoursAreRefusedAndForgotten() {
    assertThat(table.number(pixels(IntStream.range(0, 257).toArray()), new byte[257])).isFalse();
    assertNumbers(IntStream.range(-100, 156).toArray());
    assertNumbers(new int[] {5});
  }

  private void assertNumbers(int[] colours) {
    int[] image = new Random(1).ints(5000, 0, colours.length).map(i -> colours[i]).toArray();
    System.arraycopy(colours, 0, image, 100, colours.length);
    byte[] numbers = new byte[image.length];
    assertThat(table.number(pixels(image), numbers)).isTrue();
    int[] sorted = Arrays.stream(colours).sorted().toArray();
    assertThat(table.size()).isEqualTo(sorted.length);
    for (int i = 0; i < image.length; i++) {
      assertThat(numbers[i] & 0xFF).isEqualTo(Arrays.binarySearch(sorted, image[i]));
      assertThat(table.colour(numbers[i] & 0xFF)).isEqualTo(image[i]);
    }
  }

  private static float[] pixels(int[] bits) {
    float[] pixels = new float[bits.length];
    for (int i = 0; i < bits.length; i++) {
      pixels[i] = Float.intBitsToFloat(bits[i]);
    }
    return pixels;
  }
}
