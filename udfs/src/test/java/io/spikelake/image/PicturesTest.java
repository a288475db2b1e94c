package io.spikelake.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.testing.SharedFiles;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fixtures are 5x3 pixels written by OpenCV 5.0.0: grey {@code 50x + 20y}, of 16 bits {@code 13000x
 * + 4001y}; red {@code 30(x + y)}, green {@code 100y}, blue {@code 50x}.
 */
class PicturesTest {

  private static final String GREY_8 =
      "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADCAAAAAB+XZokAAAAFUlEQVQIHWNkMAICRhEjIGDUMAICABXGApi0WeV5AAAA"
          + "AElFTkSuQmCC";

  private static final String GREY_16 =
      "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADEAAAAAAuzUZnAAAAJ0lEQVQIHQXBAQEAIAzDsE8BEvCwOsDp3VQWSWYqIuYs"
          + "YsXchxXxA8RnDNbE2fS5AAAAAElFTkSuQmCC";

  private static final String RGB =
      "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADCAIAAADUVFKvAAAAJ0lEQVQIHQXBQQEAIACEMK4IIXgbx7DGchsgSZI0L5Ik"
          + "STsPSZKkD3HOBUprsvsmAAAAAElFTkSuQmCC";

  /** As {@link #RGB} with alpha 7. */
  private static final String RGBA =
      "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADCAYAAABbNsX4AAAALElEQVQIHQXBMQGAMAAEsXSqixPxM3IQiyySg5vJZDKn"
          + "181kMpnzfG4mk8n8m2EFXyhqn8oAAAAASUVORK5CYII=";

  private static final String BMP =
      "Qk1mAAAAAAAAADYAAAAoAAAABQAAAAMAAAABABgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAMg8MshaZMh4lsiWyMi0"
          + "AABkHjJkPGRkWpZkeMhklgAAAAAyAB5kADyWAFrIAHgA";

  @TempDir Path folder;

  static Stream<String> colour() {
    return Stream.of(RGB, RGBA, BMP);
  }

  @Test
  void readsGreyOfEightBits() throws IOException {
    GrayImage image = read(GREY_8);
    assertThat(image.width()).isEqualTo(5);
    assertThat(image.height()).isEqualTo(3);
    for (int y = 0; y < 3; y++) {
      for (int x = 0; x < 5; x++) {
        assertThat(image.at(x, y)).isEqualTo((50 * x + 20 * y) / 255f);
      }
    }
  }

  @Test
  void readsGreyOfSixteenBits() throws IOException {
    GrayImage image = read(GREY_16);
    assertThat(image.at(0, 0)).isZero();
    assertThat(image.at(3, 2)).isEqualTo((3 * 13000 + 2 * 4001) / 65535f);
  }

  @ParameterizedTest
  @MethodSource("colour")
  void readsColourByTheRuleAndLeavesTransparencyOut(String picture) throws IOException {
    for (GreyRule rule : GreyRule.values()) {
      GrayImage image = Pictures.read(bytes(picture), "test", rule);
      for (int y = 0; y < 3; y++) {
        for (int x = 0; x < 5; x++) {
          int level = rule.level(30 * (x + y), 100 * y, 50 * x, 255);
          assertThat(image.at(x, y)).isEqualTo(level / 255f);
        }
      }
    }
  }

  @Test
  void readsAPalette() throws IOException {
    byte[] red = {0, (byte) 255, 10, 100};
    byte[] green = {0, (byte) 255, 20, 100};
    byte[] blue = {0, (byte) 255, 30, 100};
    IndexColorModel palette = new IndexColorModel(2, 4, red, green, blue);
    BufferedImage image = new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_BINARY, palette);
    image.getRaster().setPixels(0, 0, 4, 1, new int[] {0, 1, 2, 3});
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(image, "png", file);
    int mixed = GreyRule.MATLAB.level(10, 20, 30, 255);
    assertThat(Pictures.read(file.toByteArray(), "test", GreyRule.MATLAB).pixels())
        .containsExactly(0, 1, mixed / 255f, 100 / 255f);
  }

  /** Sum and digest of the levels that OpenCV 5.0.0 decodes and turns to grey. */
  @ParameterizedTest
  @CsvSource({
    "pristine/100075.jpg, 481, 321, 14677891, b5c1d4361a10e889",
    "pristine/100098.jpg, 481, 321, 20222782, 7d7e8f5ab366318a",
    "iqa/images/dist_dir/I06.bmp, 512, 384, 27038196, e78c673b0c0f8a94"
  })
  void decodesPhotographsAsOpenCvDoes(String file, int width, int height, long sum, String digest)
      throws IOException, NoSuchAlgorithmException {
    GrayImage image = Pictures.read(SharedFiles.require(file), GreyRule.OPENCV);
    assertThat(image.width()).isEqualTo(width);
    assertThat(image.height()).isEqualTo(height);
    byte[] levels = new byte[width * height];
    long total = 0;
    for (int i = 0; i < levels.length; i++) {
      int level = Math.round(255 * image.pixels()[i]);
      levels[i] = (byte) level;
      total += level;
    }
    assertThat(total).isEqualTo(sum);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(levels);
    assertThat(HexFormat.of().formatHex(hash)).startsWith(digest);
  }

  @Test
  void givesEveryLevelBackExactly() throws IOException {
    float[] pixels = new float[256];
    for (int level = 0; level < 256; level++) {
      pixels[level] = level / 255f;
    }
    GrayImage levels = new GrayImage(16, 16, pixels);
    assertThat(Pictures.read(Pictures.toPng(levels), "test", GreyRule.MATLAB)).isEqualTo(levels);
    for (int level = 0; level < 256; level++) {
      assertThat(Math.rint(255f * pixels[level])).isEqualTo(level);
      assertThat(Math.floor(255.0 * pixels[level] + 0.5)).isEqualTo(level);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 9", "9, 1", "37, 23", "250, 400"})
  void writesWhatOthersRead(int width, int height) throws IOException {
    Random random = new Random(width);
    float[] pixels = new float[width * height];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = 1.4f * random.nextFloat() - 0.2f;
    }
    GrayImage image = new GrayImage(width, height, pixels);
    Path file = folder.resolve("image.png");
    Pictures.writePng(image, file);
    BufferedImage read = ImageIO.read(file.toFile());
    assertThat(read.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double limited = Math.min(Math.max(image.at(x, y), 0), 1);
        assertThat(read.getRaster().getSample(x, y, 0))
            .isEqualTo((int) Math.floor(255 * limited + 0.5));
      }
    }
    assertThat(Pictures.toPng(image)).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void equalImagesGiveEqualBytesWhateverWasWrittenBefore() {
    GrayImage small = new GrayImage(3, 2, new float[] {0, 1, 0.5f, 0.2f, 0.9f, 0});
    GrayImage large = new GrayImage(200, 300, new float[60_000]);
    byte[] first = Pictures.toPng(small);
    assertThat(Pictures.toPng(large)).hasSizeLessThan(600);
    assertThat(Pictures.toPng(small)).isEqualTo(first);
  }

  @Test
  void roundsHalfUpAndShowsNanAsBlack() throws IOException {
    GrayImage image =
        new GrayImage(
            4, 1, new float[] {0.5f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY});
    assertThat(Pictures.read(Pictures.toPng(image), "test", GreyRule.MATLAB).pixels())
        .containsExactly(128 / 255f, 0, 1, 0);
  }

  @Test
  void namesTheFileThatItCannotRead() throws IOException {
    assertThatThrownBy(() -> Pictures.read(folder.resolve("none.png"), GreyRule.MATLAB))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Cannot read picture %s: there is no such file".formatted(folder.resolve("none.png")));
    byte[] text = "no picture".getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(
            () -> Pictures.read(new ByteArrayInputStream(text), "a.png", GreyRule.MATLAB))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Cannot read picture a.png (10 bytes): the first bytes are of no known format; expected"
                + " an intact PNG, BMP or JPEG file");
    assertThatThrownBy(() -> Pictures.read(new byte[0], "empty.png", GreyRule.MATLAB))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Cannot read picture empty.png (0 bytes): ");
  }

  @ParameterizedTest
  @MethodSource("damaged")
  void refusesDamagedFilesWithAnIoException(byte[] content) {
    assertThatThrownBy(() -> Pictures.read(content, "damaged", GreyRule.MATLAB))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Cannot read picture damaged (" + content.length + " bytes): ");
  }

  /** A few bytes can say any size; what the JDK would allocate for it is an error, no exception. */
  @ParameterizedTest
  @CsvSource({"65535, 65535", "2147483647, 1", "5793, 5793"})
  void refusesAPictureOfMorePixelsThanItWouldDecode(int width, int height) {
    byte[] png = bytes(GREY_8);
    ByteBuffer header = ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    header.putInt(29, (int) crc.getValue());
    assertThatThrownBy(() -> Pictures.read(png, "huge.png", GreyRule.MATLAB))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Cannot read picture huge.png (%d bytes): %dx%d pixels are more than 33554432; expected"
                + " an intact PNG, BMP or JPEG file",
            png.length, width, height);
  }

  static Stream<byte[]> damaged() {
    byte[] png = bytes(GREY_8);
    byte[] bmp = bytes(BMP);
    byte[] hugeBmp = bmp.clone();
    Arrays.fill(hugeBmp, 18, 21, (byte) 0x7F);
    byte[] jpeg = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 4, 0, 0};
    return Stream.of(
        Arrays.copyOf(png, 20),
        Arrays.copyOf(png, 45),
        Arrays.copyOf(bmp, 30),
        Arrays.copyOf(bmp, 60),
        hugeBmp,
        jpeg);
  }

  private static GrayImage read(String picture) throws IOException {
    return Pictures.read(bytes(picture), "test", GreyRule.MATLAB);
  }

  private static byte[] bytes(String picture) {
    return Base64.getDecoder().decode(picture);
  }
}
