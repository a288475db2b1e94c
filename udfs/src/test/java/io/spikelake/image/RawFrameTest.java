package io.spikelake.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RawFrameTest {

  private static final byte PALETTE = 1;
  private static final byte BYTE_PLANES = 2;

  static Stream<Arguments> images() {
    IntFunction<GrayImage> anyBits = seed -> random(seed, new Random(seed).ints());
    IntFunction<GrayImage> fewColours =
        seed -> {
          int[] colours = new Random(seed).ints(1 + seed % 256).toArray();
          return random(seed, new Random(seed).ints(0, colours.length).map(i -> colours[i]));
        };
    return IntStream.range(0, 60)
        .boxed()
        .flatMap(
            seed ->
                Stream.of(
                    Arguments.of("any bits, seed " + seed, anyBits.apply(seed)),
                    Arguments.of("few colours, seed " + seed, fewColours.apply(seed))));
  }

  private static GrayImage random(int seed, IntStream bits) {
    Random random = new Random(~seed);
    int width = 1 + random.nextInt(40);
    int height = 1 + random.nextInt(40);
    return image(width, height, bits.limit((long) width * height).toArray());
  }

  private static GrayImage image(int width, int height, int... bits) {
    float[] pixels = new float[bits.length];
    for (int i = 0; i < bits.length; i++) {
      pixels[i] = Float.intBitsToFloat(bits[i]);
    }
    return new GrayImage(width, height, pixels);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("images")
  void comeBackBitForBit(String name, GrayImage image) throws IOException {
    byte[] frame = RawFrame.encode(image);
    assertThat(RawFrame.decode(frame)).isEqualTo(image);
    assertThat(RawFrame.encode(image)).isEqualTo(frame);
  }

  @Test
  void keepsEveryKindOfFloat() throws IOException {
    int[] kinds = {
      Float.floatToRawIntBits(0f),
      Float.floatToRawIntBits(-0f),
      Float.floatToRawIntBits(Float.MIN_VALUE),
      Float.floatToRawIntBits(-Float.MIN_NORMAL),
      Float.floatToRawIntBits(Float.POSITIVE_INFINITY),
      Float.floatToRawIntBits(Float.NEGATIVE_INFINITY),
      0x7FC00000,
      0x7FC12345,
      0xFFFFFFFF,
      Float.floatToRawIntBits(1 / 3f)
    };
    GrayImage image = image(5, 2, kinds);
    GrayImage back = RawFrame.decode(RawFrame.encode(image));
    for (int i = 0; i < kinds.length; i++) {
      assertThat(Float.floatToRawIntBits(back.pixels()[i])).isEqualTo(kinds[i]);
    }
  }

  @Test
  void choosesThePaletteUpTo256Colours() throws IOException {
    GrayImage most = image(16, 16, IntStream.range(0, 256).toArray());
    GrayImage tooMany = image(257, 1, IntStream.range(0, 257).toArray());
    assertThat(RawFrame.encode(most)[5]).isEqualTo(PALETTE);
    assertThat(RawFrame.encode(tooMany)[5]).isEqualTo(BYTE_PLANES);
    assertThat(RawFrame.decode(RawFrame.encode(most))).isEqualTo(most);
    assertThat(RawFrame.decode(RawFrame.encode(tooMany))).isEqualTo(tooMany);
  }

  @Test
  void spendsLittleOnAConstantImage() {
    assertThat(RawFrame.encode(image(400, 250, new int[100_000]))).hasSizeLessThan(200);
  }

  /**
   * Frames deflated by zlib 1.2.13, repeats at any distance included, made by a few lines of Python
   * 3.11 from the description of the format: 9x5 pixels that are {@code (xy + x) mod 3} of 0.25,
   * 0.5 and 1, and 20x15 pixels {@code i / 7}.
   */
  @Test
  void readsWhatZlibDeflated() throws IOException {
    byte[] palette =
        Base64.getDecoder()
            .decode("U0xSRgEBCQAAAAUAAAACAACAPgAAAD8AAIA/Y2Bk/AdGDEz/oeg/AxQxMv0HI7gUACYvQCM=");
    float[] colours = {0.25f, 0.5f, 1};
    GrayImage few = RawFrame.decode(palette);
    assertThat(few.width()).isEqualTo(9);
    assertThat(few.height()).isEqualTo(5);
    for (int y = 0; y < 5; y++) {
      for (int x = 0; x < 9; x++) {
        assertThat(few.at(x, y)).isEqualTo(colours[(x * y + x) % 3]);
      }
    }
    byte[] planes =
        Base64.getDecoder()
            .decode(
                "U0xSRgECFAAAAA8AAABjUFXdrpq3nUHVM2/S9tsMk1S3e97Og1Gek26D5LBSUA0kU6g20J6H1fHkCTJ4"
                    + "euZ63s4FhYdK7jYGFc/cSdtuw6hJKttAclgpqAaSKVQbaM/D6njyBBmEJt0WMotumLRk28nbbxk4"
                    + "haRVdM0cPIOiU3LLGlo6eydNm71gycq1m7btPnDk5NlL124/ePLy7advvxmYWNg4uXkFhETEJKVl"
                    + "FZRU1DS1dQ2MTMwsrW0dnFzcPL19A4JCwiKjYxOSUtIys3MLikrKKqtrGxqbmlta2zo6u7p7evsm"
                    + "TJw0ecrUaTNmzpo9Z+68BQsXLV6ydNmKlatWr1m7bsPGTZu3bN22Y+eu3Xv27jtw8NDhI0ePnTh5"
                    + "6vSZs+cuXLx0+crVazdu3rp95+69Bw8fPX7y9NmLl69ev3n77sPHT5+/fP324+ev33/+/mNgYGRk"
                    + "YmJmYWFlZWNj5+Dg5OTi4ubh4eXl4+MXEBAUFBISFhERFRUTE5eQkJSUkpKWkZGVlZOTV1BQVFRS"
                    + "UlZRUVVVU1PX0NDU1NJisLOzs4cDB6KB4xABTlQEAMa2IN0=");
    GrayImage many = RawFrame.decode(planes);
    assertThat(many.width()).isEqualTo(20);
    for (int i = 0; i < 300; i++) {
      assertThat(many.pixels()[i]).isEqualTo((float) (i / 7.0));
    }
  }

  /** Work space is kept per thread; neither what used it before nor other threads matter. */
  @Test
  void isTheSameInAnyOrderAndOnAnyThread() {
    List<GrayImage> images = images().map(row -> (GrayImage) row.get()[1]).toList();
    List<byte[]> oneByOne = images.stream().map(RawFrame::encode).toList();
    List<byte[]> together =
        IntStream.range(0, images.size())
            .map(i -> images.size() - 1 - i)
            .parallel()
            .mapToObj(i -> RawFrame.encode(images.get(i)))
            .toList();
    for (int i = 0; i < images.size(); i++) {
      assertThat(together.get(images.size() - 1 - i)).isEqualTo(oneByOne.get(i));
    }
  }

  @Test
  void refusesAnyDamagedByte() {
    byte[] frame = RawFrame.encode(image(3, 2, 1, 2, 3, 3, 2, 1));
    for (int i = 0; i < frame.length; i++) {
      byte[] damaged = frame.clone();
      damaged[i] ^= 0x10;
      assertDamaged(damaged, "");
    }
    for (int length = 0; length < frame.length; length++) {
      assertDamaged(Arrays.copyOf(frame, length), "");
    }
  }

  @Test
  void saysWhatIsWrong() {
    byte[] frame = RawFrame.encode(image(3, 2, 1, 2, 3, 3, 2, 1));
    assertDamaged(new byte[3], "3 bytes that do not start with SLRF and a header");
    assertDamaged(with(frame, 4, 7), "format version 7; this program reads 1");
    assertDamaged(
        with(frame, 6, 4), "the checksum does not fit the %d bytes".formatted(frame.length));
    // What a faulty writer could make: the checksum is right.
    assertDamaged(sealed(with(frame, 5, 9)), "unknown codec 9");
    assertDamaged(
        sealed(with(frame, 6, 0)), "%d bytes cannot hold 0x2 pixels".formatted(frame.length));
    assertDamaged(
        sealed(with(frame, 8, 100)),
        "%d bytes cannot hold 6553603x2 pixels".formatted(frame.length));
    assertDamaged(sealed(with(frame, 6, 4)), "the pixels do not inflate to 8 bytes");
    assertDamaged(sealed(with(frame, 6, 2)), "the pixels do not inflate to 4 bytes");
    assertDamaged(sealed(with(frame, 5, BYTE_PLANES)), "");
    assertDamaged(sealed(with(frame, 14, 255)), "it ends inside its 256 colours");
    byte[] withoutLastColour = new byte[frame.length - Float.BYTES];
    System.arraycopy(frame, 0, withoutLastColour, 0, 23);
    System.arraycopy(frame, 27, withoutLastColour, 23, frame.length - 27);
    assertDamaged(sealed(with(withoutLastColour, 14, 1)), "pixel 2 has colour 2 of 2");
  }

  private static byte[] with(byte[] frame, int offset, int value) {
    byte[] changed = frame.clone();
    changed[offset] = (byte) value;
    return changed;
  }

  private static byte[] sealed(byte[] frame) {
    CRC32 crc = new CRC32();
    crc.update(frame, 0, frame.length - 4);
    ByteBuffer.wrap(frame)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(frame.length - 4, (int) crc.getValue());
    return frame;
  }

  private static void assertDamaged(byte[] frame, String reason) {
    assertThatThrownBy(() -> RawFrame.decode(frame))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Not a stored frame: " + reason);
  }
}
