package io.spikelake.simulate.scene;

import io.spikelake.image.GrayImage;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Reads picture files as luminance. */
public final class Pictures {

  private Pictures() {}

  /**
   * Reads a PNG, JPEG, BMP or GIF file as grey in 0..1, black to white.
   *
   * <p>A grey file keeps its values, 8 or 16 bits deep, whatever gamma it declares. Colour becomes
   * {@code 0.299 R + 0.587 G + 0.114 B} of the stored values, not rounded. Transparency is ignored.
   *
   * @throws IOException if the file is missing, unreadable, or no picture
   */
  public static GrayImage read(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    if (image == null) {
      throw new IOException(
          "%s is not a picture that can be read; expected PNG, JPEG, BMP or GIF".formatted(file));
    }
    int width = image.getWidth();
    int height = image.getHeight();
    float[] pixels = new float[width * height];
    if (image.getColorModel().getNumColorComponents() == 1) {
      copyGrey(image.getRaster(), image.getSampleModel().getSampleSize(0), pixels);
    } else {
      weighColours(image, pixels);
    }
    return new GrayImage(width, height, pixels);
  }

  /** From the raster: a colour conversion would apply a gamma curve to grey values. */
  private static void copyGrey(Raster raster, int bits, float[] pixels) {
    int[] row = new int[raster.getWidth()];
    float white = (1 << bits) - 1;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getSamples(0, y, row.length, 1, 0, row);
      for (int x = 0; x < row.length; x++) {
        pixels[y * row.length + x] = row[x] / white;
      }
    }
  }

  private static void weighColours(BufferedImage image, float[] pixels) {
    int width = image.getWidth();
    int[] row = new int[width];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        int red = row[x] >> 16 & 0xFF;
        int green = row[x] >> 8 & 0xFF;
        int blue = row[x] & 0xFF;
        pixels[y * width + x] = (float) ((0.299 * red + 0.587 * green + 0.114 * blue) / 255);
      }
    }
  }
}
