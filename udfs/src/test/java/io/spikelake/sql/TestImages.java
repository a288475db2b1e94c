package io.spikelake.sql;

import io.spikelake.image.GrayImage;
import io.spikelake.image.Pictures;
import io.spikelake.image.RawFrame;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** Images in the forms that columns may have. */
final class TestImages {

  static final int WIDTH = 208;
  static final int HEIGHT = 200;

  /** Rough everywhere, of pixels that 8 bits cannot hold, some outside of 0..1. */
  static final GrayImage ROUGH = rough(WIDTH, HEIGHT, 1);

  /** Another of the same size. */
  static final GrayImage OTHER = rough(WIDTH, HEIGHT, 2);

  private TestImages() {}

  static GrayImage rough(int width, int height, int seed) {
    float[] pixels = new float[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int noise = (x * (31 + seed) + y * 17 + x * y % 61) % 47;
        pixels[y * width + x] =
            (float) (0.5 + 0.4 * Math.sin(x / 19.0 + seed) * Math.cos(y / 23.0) + noise / 300.0);
      }
    }
    return new GrayImage(width, height, pixels);
  }

  static GrayImage constant(int side, float value) {
    float[] pixels = new float[side * side];
    Arrays.fill(pixels, value);
    return new GrayImage(side, side, pixels);
  }

  static byte[] raw(GrayImage image) {
    return RawFrame.encode(image);
  }

  /** A colour picture whose channels are three rough images, as a file. */
  static byte[] colour(String format) {
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    byte[][] channels = new byte[3][];
    for (int i = 0; i < channels.length; i++) {
      channels[i] = Pictures.toLevels(rough(WIDTH, HEIGHT, 3 + i));
    }
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int rgb =
          (channels[0][i] & 0xFF) << 16 | (channels[1][i] & 0xFF) << 8 | (channels[2][i] & 0xFF);
      picture.setRGB(i % WIDTH, i / WIDTH, rgb);
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, format, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }
}
