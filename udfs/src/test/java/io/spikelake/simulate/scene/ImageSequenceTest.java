package io.spikelake.simulate.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.simulate.scene.ImageSequence.Between;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSequenceTest {

  @TempDir Path folder;

  /** A picture whose pixel (x, y) is {@code base + 10 y + x}. */
  private void picture(String name, int width, int height, int base) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.getRaster().setSample(x, y, 0, base + 10 * y + x);
      }
    }
    ImageIO.write(image, "png", folder.resolve(name).toFile());
  }

  private void threePictures() throws IOException {
    picture("b.png", 4, 3, 100);
    picture("a.png", 4, 3, 0);
    picture("c.PNG", 4, 3, 200);
    Files.writeString(folder.resolve("notes.txt"), "not a picture");
  }

  private static float level(ImageSequence scene, double seconds) throws IOException {
    float[] luminance = new float[scene.width() * scene.height()];
    scene.render(seconds, luminance);
    assertThat(luminance[luminance.length - 1] - luminance[0]).isCloseTo(23f / 255, within(1e-6f));
    return luminance[0] * 255;
  }

  @Test
  void holdsAPictureUntilTheNext() throws IOException {
    threePictures();
    ImageSequence scene = ImageSequence.open(folder, 50, Between.HOLD, null, null);
    assertThat(scene.durationSeconds()).isEqualTo(0.06);
    assertThat(level(scene, 0)).isZero();
    assertThat(level(scene, 0.0199)).isZero();
    assertThat(level(scene, 0.02)).isEqualTo(100);
    assertThat(level(scene, 0.0599)).isEqualTo(200);
  }

  @Test
  void blendsLinearlyBetweenPictures() throws IOException {
    threePictures();
    ImageSequence scene = ImageSequence.open(folder, 50, Between.LINEAR, null, null);
    assertThat(scene.durationSeconds()).isEqualTo(0.06);
    assertThat(level(scene, 0.015)).isCloseTo(75, within(1e-3f));
    assertThat(level(scene, 0.03)).isCloseTo(150, within(1e-3f));
    assertThat(level(scene, 0.04)).isCloseTo(200, within(1e-3f));
    assertThat(level(scene, 0.059)).isCloseTo(200, within(1e-3f));
  }

  @Test
  void cutsTheMiddleOut() throws IOException {
    threePictures();
    ImageSequence scene = ImageSequence.open(folder, 50, Between.HOLD, 2, 1);
    float[] luminance = new float[2];
    scene.render(0, luminance);
    assertThat(luminance).containsExactly(11f / 255, 12f / 255);
  }

  @Test
  void seesColourAsOpenCvDoes() throws IOException {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0x0A64C8);
    ImageIO.write(image, "png", folder.resolve("colour.png").toFile());
    float[] luminance = new float[1];
    ImageSequence.open(folder, 50, Between.HOLD, null, null).render(0, luminance);
    // 0.299 * 10 + 0.587 * 100 + 0.114 * 200 = 84.49
    assertThat(luminance).containsExactly(84 / 255f);
  }

  @Test
  void saysWhatIsWrongWithTheFolder() throws IOException {
    assertThatThrownBy(() -> ImageSequence.open(folder, 50, Between.HOLD, null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(folder + " has no pictures; expected .png, .jpg, .jpeg or .bmp files");
    threePictures();
    assertThatThrownBy(() -> ImageSequence.open(folder, 0, Between.HOLD, null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Frame rate 0.0 of " + folder + " must be a positive number");
    assertThatThrownBy(() -> ImageSequence.open(folder, 50, Between.HOLD, 5, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "%s is 3x4 (height x width), too small to cut 3x5 out of; ask for less or leave height and width out"
                .formatted(folder.resolve("a.png")));
  }

  @Test
  void saysWhichPictureIsWrong() throws IOException {
    picture("a.png", 4, 3, 0);
    picture("b.png", 3, 4, 0);
    Files.writeString(folder.resolve("c.png"), "not a picture");
    ImageSequence scene = ImageSequence.open(folder, 1, Between.HOLD, null, null);
    assertThatThrownBy(() -> level(scene, 1))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "%s is 4x3 (height x width); the sequence began with 3x4"
                .formatted(folder.resolve("b.png")));
    assertThatThrownBy(() -> level(scene, 2))
        .isInstanceOf(IOException.class)
        .hasMessage(
            ("Cannot read picture %s (13 bytes): the first bytes are of no known format; expected an"
                    + " intact PNG, BMP or JPEG file")
                .formatted(folder.resolve("c.png")));
  }
}
